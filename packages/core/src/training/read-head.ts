import { TelltaleError } from '../errors.ts'
import { cut } from '../graph/cut.ts'
import { findFeatures } from '../graph/find-features.ts'
import { declareValue } from '../graph/value.ts'
import { writeModel } from '../graph/write-model.ts'
import type { Classifier } from '../model/classifier.ts'
import type { Head } from './linear-head.ts'

/**
 * The dense layer between a classifier's features and its logits, read by running that part alone on the unit vectors. Throws USAGE_PARAMETER where
 * there is none.
 */
export async function readHead({ info, network, runtime }: Classifier): Promise<Head> {
  const { model, weights, facts } = await network()
  const tensor = findFeatures(model, 'logits')
  const [, length = 0, ...rest] = tensor === null ? [] : facts.get(tensor)!.dims
  if (tensor === null || length === 0 || length !== info.featureLength || rest.some((size) => size !== 1))
    throw withoutHead(info.name, 'its logits are not read from one vector of features')
  const shape = [length + 1, length, ...rest]
  const units = new Float32Array((length + 1) * length)
  for (let unit = 0; unit < length; unit++) units[unit * length + unit] = 1
  const part = cut(model, {
    from: [declareValue(tensor, ['batch', ...shape.slice(1)])],
    to: [declareValue('logits', ['batch', info.classes])],
  })
  const { logits } = await runtime.trace(writeModel(part), weights, { [tensor]: { shape, values: units } })
  return headOfUnits(logits!.values, info.classes, length)
}

/** Row `i` of `logits` is that of unit vector `i`, the last that of zeros. */
function headOfUnits(logits: Float32Array, classes: number, length: number): Head {
  const bias = logits.slice(length * classes)
  const weights = new Float32Array(classes * length)
  for (let unit = 0; unit < length; unit++)
    for (let index = 0; index < classes; index++) weights[index * length + unit] = logits[unit * classes + index]! - bias[index]!
  return { classes, length, weights, bias }
}

/** A model whose last layer cannot be trained. */
export function withoutHead(name: string, reason: string): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `The last layer of "${name}" cannot be retrained: ${reason}.`,
    'Use a model that ends in a dense layer.',
    { value: name },
  )
}
