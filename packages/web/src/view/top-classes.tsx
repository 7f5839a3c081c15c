import { percent, shortLabel } from '@telltale/core'

interface TopClass {
  readonly class: number
  readonly label: string
  readonly probability: number
}

interface TopClassesProps {
  readonly classes: readonly TopClass[]
  /** The class that is explained beside them. */
  readonly explained: number | null
  /** Asks why that one, or why not; null where nothing can be asked. */
  readonly onAsk: ((top: TopClass) => void) | null
}

/** The model's best classes; a click explains that one beside the first. */
export function TopClasses({ classes, explained, onAsk }: TopClassesProps) {
  return (
    <ol class="top-classes" aria-label="What the model says">
      {classes.map((top, place) => {
        const row = (
          <>
            <span class="name">{shortLabel(top.label)}</span>
            {onAsk && top.class !== explained && <span class="ask">{place === 0 ? 'why?' : 'why not?'}</span>}
            <span class="value">{percent(top.probability)}</span>
            <progress max={1} value={top.probability} aria-hidden="true" />
          </>
        )
        return (
          <li key={top.class} class={top.class === explained ? 'explained' : ''}>
            {onAsk && top.class !== explained ? (
              <button type="button" onClick={() => onAsk(top)}>
                {row}
              </button>
            ) : (
              <div>{row}</div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
