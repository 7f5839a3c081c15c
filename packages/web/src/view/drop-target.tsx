import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { filesOfDrop, openFiles } from '../session/open-files.ts'
import type { Session } from '../session/session.ts'

/** The whole page takes what is dropped on it or pasted into it. */
export function DropTarget({ session, children }: { readonly session: Session; readonly children: ComponentChildren }) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length > 0) void openFiles(session, files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [session])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no keyboard; the buttons below do the same
    <div
      class={`page${over ? ' dropping' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const { dataTransfer } = event
        if (dataTransfer) void filesOfDrop(dataTransfer).then((files) => openFiles(session, files))
      }}
    >
      {children}
      <div class="drop-hint" aria-hidden="true">
        Drop a picture, a model or an explanation
      </div>
    </div>
  )
}
