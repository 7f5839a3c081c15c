import { TriangleAlert } from 'lucide'
import type { Session } from '../session/session.ts'
import type { Failure } from '../worker/protocol.ts'
import { Icon } from './icon.tsx'

interface ProblemProps {
  readonly session: Session
  readonly failure: Failure
  readonly onClose?: () => void
}

/** A failure with its code and its remedy; where the remedy is a choice, the choice. */
export function Problem({ session, failure, onClose }: ProblemProps) {
  const outputs = failure.code === 'MODEL_OUTPUT_AMBIGUOUS' ? outputsIn(String(failure.where.value ?? '')) : []
  return (
    <div class="problem" role="alert">
      <Icon node={TriangleAlert} />
      <div>
        <p>
          <strong>{failure.message}</strong>
        </p>
        {outputs.length > 0 ? (
          <div class="buttons">
            {outputs.map(({ name, shape }) => (
              <button type="button" key={name} onClick={() => void session.openModel({ ...session.wish.value, output: name })}>
                Read “{name}” [{shape}]
              </button>
            ))}
          </div>
        ) : (
          <p>{failure.fix}</p>
        )}
        <p class="quiet code">{failure.code}</p>
      </div>
      {onClose && (
        <button type="button" onClick={onClose}>
          Close
        </button>
      )}
    </div>
  )
}

/** The outputs of a list such as "kind [2, 4], colour [2, 5]". */
function outputsIn(list: string): readonly { readonly name: string; readonly shape: string }[] {
  return [...list.matchAll(/(?:^|, )(.+?) \[([\d, ]+)\]/g)].map(([, name, shape]) => ({ name: name!, shape: shape! }))
}
