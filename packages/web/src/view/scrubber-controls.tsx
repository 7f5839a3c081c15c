import type { Scrubber, View } from '../session/scrubber.ts'

interface ScrubberProps {
  readonly scrubber: Scrubber
  readonly regions: number
  /** Whether there is an answer to show. */
  readonly hasAnswer: boolean
  /** What the current place means, as "giant panda 73 %". */
  readonly meaning: string
  readonly onScrub: (change: Partial<Scrubber>) => void
}

const views: readonly { readonly view: View; readonly label: string; readonly title: string }[] = [
  { view: 'answer', label: 'Answer', title: 'The fewest regions found that carry the decision' },
  { view: 'show', label: 'Show first', title: 'What the model sees with only the first regions shown' },
  { view: 'hide', label: 'Hide first', title: 'What the model sees with the first regions hidden' },
]

/** Which view of the picture, and how many regions. */
export function ScrubberControls({ scrubber, regions, hasAnswer, meaning, onScrub }: ScrubberProps) {
  const { view, count } = scrubber
  return (
    <div class="scrubber">
      <div class="segments" role="radiogroup" aria-label="What the picture shows">
        {views
          .filter((one) => one.view !== 'answer' || hasAnswer)
          .map((one) => (
            <label key={one.view} title={one.title}>
              <input type="radio" name="view" checked={view === one.view} onChange={() => onScrub({ view: one.view })} />
              <span>{one.label}</span>
            </label>
          ))}
      </div>
      <input
        type="range"
        class="range"
        min={0}
        max={regions}
        step={1}
        value={count}
        aria-label="Regions shown or hidden, most important first"
        aria-valuetext={`${count} of ${regions} regions. ${meaning}`}
        onInput={(event) => onScrub({ count: event.currentTarget.valueAsNumber, view: view === 'answer' ? 'show' : view })}
      />
      <output class="count">
        {count} of {regions}
      </output>
    </div>
  )
}
