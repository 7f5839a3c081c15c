import { TelltaleError } from '../errors.ts'

/** An output of the model with the shape it had in a run, batch included. */
export interface OutputCandidate {
  readonly name: string
  readonly shape: readonly number[]
}

/**
 * The output with one number per class: the one asked for, else the only one of shape [N, K], K > 1 (axes of size 1 behind it do not count).
 *
 * Throws MODEL_OUTPUT_AMBIGUOUS with the list when several would do or none has the wanted name, MODEL_NOT_A_CLASSIFIER when none would do.
 */
export function findOutput<T extends OutputCandidate>(outputs: readonly T[], wanted: string | undefined, file: string): T {
  const listed = outputs.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ') || 'none of floats'
  const candidates = outputs.filter(({ shape }) => classesOf(shape) > 1)
  if (wanted !== undefined) {
    const chosen = outputs.find(({ name }) => name === wanted)
    if (chosen === undefined) {
      const message = `${file} has no output "${wanted}"; it has: ${listed}.`
      throw new TelltaleError('MODEL_OUTPUT_AMBIGUOUS', message, 'Name one of its outputs.', { file, value: wanted })
    }
    if (classesOf(chosen.shape) > 1) return chosen
    throw notAClassifier(`The output "${wanted}" of ${file} has no row of at least 2 class scores: ${listed}.`, file)
  }

  const [only, ...others] = candidates
  if (only === undefined)
    throw notAClassifier(`${file} has no output with a row of at least 2 class scores; it has: ${listed}.`, file)
  if (others.length === 0) return only
  const names = candidates.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ')
  throw new TelltaleError(
    'MODEL_OUTPUT_AMBIGUOUS',
    `${file} has ${candidates.length} outputs that may hold class scores: ${names}.`,
    'Say which one to read, with the option "output" (--output).',
    { file, value: names },
  )
}

/** Number of classes an output of this shape holds; 0 when it is no row of class scores. */
export function classesOf(shape: readonly number[]): number {
  const [, classes, ...rest] = shape
  return classes !== undefined && rest.every((size) => size === 1) ? classes : 0
}

function notAClassifier(message: string, file: string): TelltaleError {
  const fix = 'Give an image classifier with an output f32[batch, classes], or attach class centroids to an embedding model.'
  return new TelltaleError('MODEL_NOT_A_CLASSIFIER', message, fix, { file })
}
