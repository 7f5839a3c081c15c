import { InvalidArgumentError, Option } from '@commander-js/extra-typings'

/** A parser of whole numbers within bounds, for commander. */
export function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value
    throw new InvalidArgumentError(`Expected a whole number from ${minimum} to ${maximum}.`)
  }
}

/** `auto`, or forwards: 32 at least, as fewer leave nothing for an answer. */
export function parseBudget(text: string): 'auto' | number {
  return text === 'auto' ? 'auto' : wholeNumber(32, 1_000_000_000)(text)
}

/** `top1`, a class index, or the name of a class. */
export function parseTarget(text: string): 'top1' | number | string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected top1, a class index or the name of a class.')
  return /^\d+$/.test(text) ? Number(text) : text
}

/** What `--save` can write. */
export const savable = ['overlay', 'json', 'npy'] as const
export type Savable = (typeof savable)[number]

/** Comma-separated names of what to write; `none` writes nothing. */
export function parseSave(text: string): readonly Savable[] {
  if (text === 'none') return []
  return text.split(',').map((name) => {
    const known = savable.find((choice) => choice === name.trim())
    if (known === undefined) throw new InvalidArgumentError(`Expected some of ${savable.join(', ')}, or none.`)
    return known
  })
}

/** Flags that every verb which opens a model takes. */
export const runtimeFlag = () =>
  new Option('--runtime <name>', 'what runs the model')
    .choices(['auto', 'onnxruntime-node', 'onnxruntime-web'] as const)
    .default('auto' as const)
export const threadsFlag = () =>
  new Option('--threads <count>', 'threads of the model (default: physical cores, at most 4)').argParser(wholeNumber(1, 256))
export const outputFlag = () => new Option('--output <tensor>', "which of the model's outputs to read, where there are several")
export const jsonFlag = () => new Option('--json', 'print JSON and nothing else')
