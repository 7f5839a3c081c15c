import type { WorkProgress } from '../worker/protocol.ts'

interface WorkBarProps {
  readonly title: string
  /** In words, under the bar. */
  readonly detail: string
  /** 0..1; null where it cannot be told. */
  readonly share: number | null
  /** Null where only a hard stop helps. */
  readonly onCancel: (() => void) | null
  readonly onStop: () => void
}

/** How far something is, how long still, and two ways to stop it. */
export function WorkBar({ title, detail, share, onCancel, onStop }: WorkBarProps) {
  return (
    <section class="work" aria-label="Progress">
      <h2 aria-live="polite">{title}</h2>
      <progress max={1} {...(share === null ? {} : { value: share })} aria-label={title} />
      <p class="quiet">{detail}</p>
      <div class="buttons">
        {onCancel && (
          <button type="button" onClick={onCancel}>
            Stop, keep what there is
          </button>
        )}
        <button type="button" class="plain" onClick={onStop} title="Ends the part of the page that computes, and starts it anew">
          Stop at once
        </button>
      </div>
    </section>
  )
}

const stages: Readonly<Record<string, string>> = {
  search: 'Searching the order of the regions …',
  curves: 'Measuring its curves …',
  answer: 'Looking for the fewest regions …',
  checks: 'Checking …',
}

/** How far an explanation is, in words. */
export function describeProgress(
  progress: WorkProgress | null,
  expectedSeconds: number | null,
): Omit<WorkBarProps, 'onCancel' | 'onStop'> {
  if (progress === null || progress.forwards === 0) {
    const detail = expectedSeconds === null ? 'Getting ready' : about(expectedSeconds)
    return { title: 'Explaining …', detail, share: 0 }
  }
  const left = progress.millisecondsLeft === null ? '' : `${duration(progress.millisecondsLeft / 1000)} left · `
  return {
    title: stages[progress.stage] ?? progress.stage,
    detail: `${left}${progress.forwards} of about ${progress.expected} forwards`,
    share: progress.forwards / Math.max(1, progress.expected),
  }
}

/** How long an explanation will take, from one timed batch. */
export function about(seconds: number): string {
  return seconds < 1 ? 'Under a second on this machine' : `About ${duration(seconds)} on this machine`
}

/** Seconds as people say them. */
function duration(seconds: number): string {
  if (seconds < 1) return 'under 1 s'
  if (seconds < 90) return `${Math.round(seconds)} s`
  return `${Math.round(seconds / 60)} min`
}
