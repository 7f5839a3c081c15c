import { percent } from '@telltale/core'

interface LiveScoreProps {
  readonly label: string
  /** Probability as it was measured; null where it was not. */
  readonly score: number | null
  /** Of the whole picture. */
  readonly whole: number
}

/** What the model says of what is shown, beside what it says of the whole picture. */
export function LiveScore({ label, score, whole }: LiveScoreProps) {
  return (
    <div class="live-score">
      <span class="name">{label}</span>
      <span class="track" aria-hidden="true">
        <span class="fill" style={{ '--share': String(score ?? 0) }} />
        <span class="whole" style={{ '--share': String(whole) }} title={`Whole picture ${percent(whole)}`} />
      </span>
      <output class="value">{score === null ? 'not measured' : percent(score)}</output>
    </div>
  )
}
