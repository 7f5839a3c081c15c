import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A component that is fetched when it is first shown. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const [Shown, setShown] = useState<ComponentType<Props> | null>(() => loaded)
    useEffect(() => {
      if (loaded) return
      void load().then((component) => {
        loaded = component
        setShown(() => component)
      })
    }, [])
    return Shown ? <Shown {...props} /> : null
  }
}
