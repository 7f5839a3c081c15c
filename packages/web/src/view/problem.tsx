import type { Failure } from '../worker/protocol.ts'

/** A failure with its code and its remedy. */
export function Problem({ failure, onClose }: { readonly failure: Failure; readonly onClose?: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{failure.message}</strong>
      </p>
      <p>{failure.fix}</p>
      <p class="quiet">{failure.code}</p>
      {onClose && (
        <button type="button" onClick={onClose}>
          Close
        </button>
      )}
    </div>
  )
}
