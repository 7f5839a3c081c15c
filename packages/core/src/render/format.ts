import { percent } from '../answer/wording.ts'

/** An area, score or difference with two decimals, and a dash for what was not measured. */
export function formatScore(value: number | null): string {
  if (value === null) return '–'
  const text = value.toFixed(2)
  return text === '-0.00' ? '0.00' : text.replace('-', '−')
}

/** A probability as a whole per cent, as short as a bar needs it. */
export function formatShare(value: number): string {
  return percent(value).replace('under', '<')
}

/** A duration in seconds, with one decimal below a minute. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}

/** `1 region`, `6 regions`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
