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
  /** Asks "why not that one?"; null where nothing can be asked. */
  readonly onAsk: ((top: TopClass) => void) | null
}

/** The model's best classes; a click explains that one beside the first. */
export function TopClasses({ classes, explained, onAsk }: TopClassesProps) {
  return (
    <ol class="top-classes" aria-label="What the model says">
      {classes.map((top) => (
        <li key={top.class} class={top.class === explained ? 'explained' : ''}>
          <button
            type="button"
            disabled={onAsk === null || top.class === explained}
            title={top.class === explained ? 'Explained here' : `Why ${shortLabel(top.label)}?`}
            onClick={() => onAsk?.(top)}
          >
            <span class="name">{shortLabel(top.label)}</span>
            <span class="value">{percent(top.probability)}</span>
            <progress max={1} value={top.probability} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ol>
  )
}
