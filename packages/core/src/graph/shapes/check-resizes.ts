import { TelltaleError } from '../../errors.ts'
import type { TensorFacts } from '../facts.ts'
import { graphOf, type OnnxModel } from '../proto.ts'
import { everyGraph } from '../walk.ts'

/**
 * Throws MODEL_UNREADABLE where a Resize or Upsample reads its factors or sizes from a tensor that is no list: the native runtime writes past the
 * end of its memory there and ends the process.
 */
export function checkResizes(model: OnnxModel, facts: TensorFacts, file: string): void {
  for (const { node: nodes } of everyGraph(graphOf(model))) {
    for (const { opType, input } of nodes) {
      if (opType !== 'Resize' && opType !== 'Upsample') continue
      const wrong = input.slice(1).find((name) => (facts.get(name)?.dims.length ?? 1) !== 1)
      if (wrong !== undefined) throw broken(opType, wrong, facts.get(wrong)!.dims, file)
    }
  }
}

function broken(opType: string, tensor: string, dims: readonly number[], file: string): TelltaleError {
  return new TelltaleError(
    'MODEL_UNREADABLE',
    `${file} is damaged: its ${opType} reads factors or sizes from "${tensor}", which is no list but has the sizes [${dims.join(', ')}].`,
    'Export the model again.',
    { file, value: tensor },
  )
}
