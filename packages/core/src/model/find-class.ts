import { TelltaleError } from '../errors.ts'
import { shortLabel } from './short-label.ts'

const suggestionLimit = 8

/**
 * The class a person means: its number, its exact name, its name before the first comma, or a part of one name only; upper and lower case are
 * the same. Throws USAGE_CLASS_UNKNOWN, or USAGE_CLASS_AMBIGUOUS with up to eight classes to choose from.
 */
export function findClass(labels: readonly string[], query: string | number): number {
  const text = String(query).trim()
  if (/^\d+$/.test(text)) {
    const index = Number(text)
    if (index < labels.length) return index
    throw unknown(text, `The model has the classes 0 to ${labels.length - 1}.`, labels.length)
  }

  const wanted = text.toLowerCase()
  const names = labels.map((label) => label.toLowerCase())
  const rules: readonly ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => shortLabel(name) === wanted,
    (name) => name.split(',').some((synonym) => synonym.trim() === wanted),
    (name) => wanted !== '' && name.includes(wanted),
  ]
  for (const rule of rules) {
    const matches = [...names.keys()].filter((index) => rule(names[index]!))
    if (matches.length === 1) return matches[0]!
    if (matches.length > 1) throw ambiguous(text, matches, labels)
  }
  throw unknown(text, suggest(wanted, labels), labels.length)
}

function ambiguous(text: string, matches: readonly number[], labels: readonly string[]): TelltaleError {
  const listed = describe(matches.slice(0, suggestionLimit), labels)
  const more = matches.length > suggestionLimit ? ` and ${matches.length - suggestionLimit} more` : ''
  return new TelltaleError(
    'USAGE_CLASS_AMBIGUOUS',
    `"${text}" fits ${matches.length} classes: ${listed}${more}.`,
    'Give the whole name or the number of one of them.',
    { value: text },
  )
}

function unknown(text: string, fix: string, classes: number): TelltaleError {
  return new TelltaleError('USAGE_CLASS_UNKNOWN', `The model has no class "${text}".`, fix, { value: text, limit: classes })
}

/** Classes that share a word with what was asked. */
function suggest(wanted: string, labels: readonly string[]): string {
  const words = wanted.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 3)
  const near = [...labels.keys()].filter((index) => words.some((word) => labels[index]!.toLowerCase().includes(word)))
  const otherwise = `Give a number from 0 to ${labels.length - 1}, or a class name; telltale model <file> --json prints them all.`
  return near.length === 0 ? otherwise : `Did you mean one of these? ${describe(near.slice(0, suggestionLimit), labels)}`
}

function describe(indices: readonly number[], labels: readonly string[]): string {
  return indices.map((index) => `${index} ${shortLabel(labels[index]!)}`).join(', ')
}
