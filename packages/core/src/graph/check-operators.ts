import { TelltaleError } from '../errors.ts'
import type { OnnxModel } from './proto.ts'
import { graphOf } from './proto.ts'
import { everyGraph } from './walk.ts'

/** Operator sets that ONNX Runtime brings along. */
const knownDomains: readonly string[] = ['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']

/** Throws MODEL_UNSUPPORTED_OPERATOR naming every operator that neither ONNX Runtime nor the model itself defines. */
export function checkOperators(model: OnnxModel, file: string): void {
  const defined = new Set(model.functions.map(({ domain, name }) => `${domain}::${name}`))
  const foreign = new Set<string>()
  for (const { node } of everyGraph(graphOf(model))) {
    for (const { domain, opType } of node) {
      const name = `${domain}::${opType}`
      if (!knownDomains.includes(domain) && !defined.has(name)) foreign.add(name)
    }
  }
  if (foreign.size === 0) return

  const names = [...foreign].sort().join(', ')
  throw new TelltaleError(
    'MODEL_UNSUPPORTED_OPERATOR',
    `${file} needs operators that are no part of ONNX: ${names}.`,
    'Export the model with standard ONNX operators only.',
    { file, value: names },
  )
}
