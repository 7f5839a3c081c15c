import type { ComponentChildren } from 'preact'
import { embedded } from '../session/model-desk.ts'
import type { Session } from '../session/session.ts'
import type { BackendChoice, ModelCard } from '../worker/protocol.ts'
import { PreprocessForm } from './preprocess-form.tsx'
import { Problem } from './problem.tsx'
import { TopClasses } from './top-classes.tsx'

/** The model: what it is, what computes it, and how pictures are prepared for it, beside what it says of the picture now. */
export function ModelPanel({ session, choices }: { readonly session: Session; readonly choices: ComponentChildren }) {
  const model = session.model.value
  const { source } = session.wish.value
  return (
    <div class="model-panel" id="model-panel">
      {choices}
      {model.kind === 'asleep' && source.kind === 'embedded' && (
        <p class="quiet">
          EfficientNet-Lite0, 1000 ImageNet classes, is built in. It is loaded (5 MB, and 14 MB that run it) with the first
          picture.
        </p>
      )}
      {model.kind === 'asleep' && source.kind === 'files' && (
        <p class="quiet">The model was closed. It opens with the next picture.</p>
      )}
      {model.kind === 'opening' && (
        <p aria-live="polite" class="quiet">
          Opening {model.name} …
        </p>
      )}
      {model.kind === 'failed' && <Problem session={session} failure={model.failure} />}
      {model.kind === 'failed' && <BackendMenu session={session} why={null} />}
      {model.kind === 'ready' && <OpenedModel session={session} card={model.card} />}
      {source.kind === 'files' && (
        <div class="buttons">
          <button type="button" disabled={model.kind === 'opening'} onClick={() => void session.openModel(embedded)}>
            Use the built-in model again
          </button>
        </div>
      )}
    </div>
  )
}

function OpenedModel({ session, card }: { readonly session: Session; readonly card: ModelCard }) {
  const looked = session.picture.value?.looked
  return (
    <div class="model-body">
      <div class="model-facts">
        <p>
          <strong>{card.name}</strong>: {card.classes} classes, {megabytes(card.bytes)}, output “{card.output}”,{' '}
          {card.forwardMilliseconds.toFixed(card.forwardMilliseconds < 10 ? 1 : 0)} ms per forward
        </p>
        {card.warnings.length > 0 && (
          <ul class="warnings">
            {card.warnings.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        )}
        <PreprocessForm
          card={card}
          isBusy={session.busy.value}
          onChange={(preprocess) => void session.openModel({ ...session.wish.value, preprocess })}
        />
        <BackendMenu session={session} why={card.backend.why} />
      </div>
      {looked && (
        <div>
          <h2>What it says of the picture</h2>
          <TopClasses classes={looked.top} explained={null} onAsk={null} />
        </div>
      )}
    </div>
  )
}

const backends: readonly { readonly choice: BackendChoice; readonly label: string }[] = [
  { choice: 'auto', label: 'chosen by the page' },
  { choice: 'wasm', label: 'processor (WebAssembly)' },
  { choice: 'webgpu', label: 'graphics processor (WebGPU)' },
]

function BackendMenu({ session, why }: { readonly session: Session; readonly why: string | null }) {
  return (
    <div class="backend">
      <label>
        Computed by
        <select
          value={session.backend.value}
          disabled={session.busy.value}
          onChange={(event) => void session.computeWith(event.currentTarget.value as BackendChoice)}
        >
          {backends.map(({ choice, label }) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {why && <p class="quiet">{why}</p>}
    </div>
  )
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}
