import type { WorkProgress } from '../worker/protocol.ts'

interface WorkBarProps {
  readonly progress: WorkProgress | null
  readonly expectedSeconds: number | null
  readonly onCancel: () => void
  readonly onStop: () => void
}

const stages: Readonly<Record<string, string>> = {
  search: 'Searching the order',
  curves: 'Measuring its curves',
  answer: 'Looking for the fewest regions',
  checks: 'Checking',
}

/** How far an explanation is, how long still, and two ways to stop it. */
export function WorkBar({ progress, expectedSeconds, onCancel, onStop }: WorkBarProps) {
  const left = progress?.millisecondsLeft ?? null
  const done = progress ? progress.forwards / Math.max(1, progress.expected) : 0
  return (
    <div class="work">
      <p aria-live="polite">
        {progress ? (stages[progress.stage] ?? progress.stage) : 'Getting ready'}
        {left !== null
          ? `: ${duration(left / 1000)} left`
          : expectedSeconds !== null
            ? `: about ${duration(expectedSeconds)} on this machine`
            : ''}
      </p>
      <progress max={1} value={done} aria-label="Progress" />
      <p class="quiet">{progress ? `${progress.forwards} of about ${progress.expected} forwards` : ' '}</p>
      <div class="buttons">
        <button type="button" onClick={onCancel}>
          Stop and keep what there is
        </button>
        <button
          type="button"
          class="plain"
          onClick={onStop}
          title="For work that does not end: starts the part that computes anew"
        >
          Stop at once
        </button>
      </div>
    </div>
  )
}

function duration(seconds: number): string {
  if (seconds < 1) return 'under 1 s'
  if (seconds < 90) return `${Math.round(seconds)} s`
  return `${Math.round(seconds / 60)} min`
}
