import { InvalidArgumentError } from '@commander-js/extra-typings'
import { type Check, checks, smallestBudget } from '@telltale/core'

/** A parser of whole numbers within bounds, for commander. */
export function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value
    throw new InvalidArgumentError(`Expected a whole number from ${minimum} to ${maximum}.`)
  }
}

const decimal = /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i

/** A parser of numbers within bounds, for commander. */
export function anyNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (decimal.test(text) && value >= minimum && value <= maximum) return value
    throw new InvalidArgumentError(`Expected a number from ${minimum} to ${maximum}.`)
  }
}

const leastSeconds = 0.01

/** What `--budget` allows: forwards, 32 at least, as fewer leave nothing for an answer; seconds; or null for `auto`. */
export function parseBudget(text: string): number | { readonly seconds: number } | null {
  if (text === 'auto') return null
  const seconds = /^(.+)s$/.exec(text)?.[1]
  if (seconds !== undefined && decimal.test(seconds) && Number(seconds) >= leastSeconds && Number(seconds) <= 1e6)
    return { seconds: Number(seconds) }
  if (/^\d+$/.test(text) && Number(text) >= smallestBudget && Number(text) <= 1e9) return Number(text)
  throw new InvalidArgumentError(`Expected a whole number of forwards from ${smallestBudget}, seconds as in 30s, or auto.`)
}

/** A class as an index or a name. */
export function parseClass(text: string): number | string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected a class index or the name of a class.')
  return /^\d+$/.test(text) ? Number(text) : text
}

/** Targets stay as they were written: only the model's class names tell whether a comma is part of a name. */
export function parseTargets(text: string): string {
  if (text.split(',').some((name) => name.trim() === ''))
    throw new InvalidArgumentError('Expected top1, truth, a class index or the name of a class, or several with commas between.')
  return text
}

/** Comma-separated names of methods, none of them twice; which there are is for `explain` to say. */
export function parseMethods(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('') || new Set(names).size < names.length)
    throw new InvalidArgumentError('Expected the name of a method, or several different ones with commas between.')
  return names
}

/** Comma-separated names of further checks. */
export function parseChecks(text: string): readonly Check[] {
  return text.split(',').map((name) => oneOf(name, checks, `Expected some of ${checks.join(', ')}.`))
}

/** What `--save` can write. */
export const savable = ['overlay', 'json', 'npy'] as const
export type Savable = (typeof savable)[number]

/** Comma-separated names of what to write; `none` writes nothing. */
export function parseSave(text: string): readonly Savable[] {
  if (text === 'none') return []
  return text.split(',').map((name) => oneOf(name, savable, `Expected some of ${savable.join(', ')}, or none.`))
}

/** One of the choices, for parsers of commander. */
export function oneOf<T extends string>(name: string, choices: readonly T[], expected: string): T {
  const known = choices.find((choice) => choice === name.trim())
  if (known === undefined) throw new InvalidArgumentError(expected)
  return known
}
