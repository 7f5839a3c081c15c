import type { Preprocess } from '@telltale/core'
import type { Session } from '../session/session.ts'
import type { ModelCard as Card } from '../worker/protocol.ts'
import { Problem } from './problem.tsx'

/** The model: what it is, what computes it, and the preprocessing that was read or guessed, to be mended where it is wrong. */
export function ModelPanel({ session }: { readonly session: Session }) {
  const model = session.model.value
  if (model.kind === 'asleep')
    return (
      <p class="model-line quiet">
        Model: EfficientNet-Lite0, 1000 ImageNet classes, built in. It is loaded (5 MB) with the first picture.
      </p>
    )
  if (model.kind === 'opening')
    return (
      <p class="model-line" aria-live="polite">
        Opening {model.name} … <progress aria-label={`Opening ${model.name}`} />
      </p>
    )
  if (model.kind === 'failed')
    return <Problem failure={model.failure} onClose={() => void session.openModel({ kind: 'embedded' })} />
  const { card, source } = model
  return (
    <details class="model" open={source.kind === 'files'}>
      <summary>
        Model: <strong>{card.name}</strong>, {card.classes} classes, {megabytes(card.bytes)}
      </summary>
      <div class="model-body">
        <p class="quiet">{card.backend.why}</p>
        {card.warnings.length > 0 && (
          <ul class="warnings">
            {card.warnings.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        )}
        <PreprocessForm
          card={card}
          onChange={(preprocess) => void session.openModel(source, preprocess)}
          busy={session.busy.value}
        />
        {source.kind === 'files' && (
          <button type="button" class="plain" onClick={() => void session.openModel({ kind: 'embedded' })}>
            Use the built-in model again
          </button>
        )}
      </div>
    </details>
  )
}

interface FormProps {
  readonly card: Card
  readonly busy: boolean
  readonly onChange: (preprocess: Partial<Preprocess>) => void
}

/** Each change opens the model anew and shows it the picture, so that the top classes tell at once whether it was right. */
function PreprocessForm({ card, busy, onChange }: FormProps) {
  const { preprocess } = card
  const three = (name: 'mean' | 'std') => (
    <label>
      {name}
      <input
        type="text"
        inputMode="decimal"
        value={preprocess[name].join(' ')}
        disabled={busy}
        onChange={(event) => {
          const numbers = event.currentTarget.value.split(/[\s,;]+/).map(Number)
          if (numbers.length === 3 && numbers.every(Number.isFinite)) onChange({ ...preprocess, [name]: numbers })
          else event.currentTarget.value = preprocess[name].join(' ')
        }}
      />
    </label>
  )
  return (
    <form class="preprocess" onSubmit={(event) => event.preventDefault()}>
      <p>
        Preprocessing, from {card.preprocessFrom}: {preprocess.size.join(' × ')} pixels, {preprocess.resample},{' '}
        {preprocess.resize}
        {preprocess.crop ? `, cropped to ${preprocess.crop.join(' × ')}` : ''}
      </p>
      <label>
        channels
        <select
          value={preprocess.channels}
          disabled={busy}
          onChange={(event) => onChange({ ...preprocess, channels: event.currentTarget.value as Preprocess['channels'] })}
        >
          <option value="rgb">RGB</option>
          <option value="bgr">BGR</option>
        </select>
      </label>
      <label>
        scale
        <select
          value={String(preprocess.scale)}
          disabled={busy}
          onChange={(event) => onChange({ ...preprocess, scale: Number(event.currentTarget.value) })}
        >
          {[...new Set([preprocess.scale, 1 / 255, 1])].map((scale) => (
            <option key={scale} value={String(scale)}>
              {scale === 1 ? '0 to 255' : scale === 1 / 255 ? '0 to 1' : String(scale)}
            </option>
          ))}
        </select>
      </label>
      {three('mean')}
      {three('std')}
    </form>
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}
