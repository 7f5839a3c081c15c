import { shortLabel } from '../model/short-label.ts'

/** Labels by their first name, but never two alike: those that differ only after it stay whole. */
export function shortLabels(labels: readonly string[]): string[] {
  const short = labels.map(shortLabel)
  return short.map((name, index) => (short.indexOf(name) === short.lastIndexOf(name) ? name : labels[index]!))
}

/** The names after a label's first, or an empty text. */
export function otherNames(label: string): string {
  return label.includes(',') ? label.slice(label.indexOf(',') + 1).trim() : ''
}
