import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { filesOfDrop, givenFiles, openFiles } from '../session/open-files.ts'
import type { Session } from '../session/session.ts'

interface DropTargetProps {
  readonly session: Session
  /** Something was dropped or pasted. */
  readonly onTaken: () => void
  readonly children: ComponentChildren
}

/** The whole page takes what is dropped on it or pasted into it. */
export function DropTarget({ session, onTaken, children }: DropTargetProps) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = givenFiles(event.clipboardData?.files)
      if (files.length === 0) return
      onTaken()
      void openFiles(session, files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [session, onTaken])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no keyboard; the buttons do the same
    <div
      class={`page${over ? ' dropping' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const { dataTransfer } = event
        if (!dataTransfer) return
        onTaken()
        void filesOfDrop(dataTransfer).then((files) => openFiles(session, files))
      }}
    >
      {children}
      <div class="drop-hint" aria-hidden="true">
        Drop a picture, a model or an explanation
      </div>
    </div>
  )
}
