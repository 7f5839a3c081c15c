import { findBeforeActivation } from '../graph/find-logits.ts'
import type { OnnxModel } from '../graph/proto.ts'
import type { Link } from '../kernels/kernels.ts'

/** How class scores become probabilities, and the tensor to read them from. */
export interface FoundLink {
  readonly link: Link
  readonly tensor: string
  /** The tensor holds probabilities and no logits are left: their logarithms serve. */
  readonly logarithm: boolean
}

/**
 * What the output's numbers are, judged by rows that the model gave. Rows in [0, 1] that sum to 1 are probabilities already: logits come from the
 * tensor before the Softmax, or are the logarithms. Sigmoid when the file says multi-label or the output is made by one. Else they are logits.
 */
export function findLink(model: OnnxModel, output: string, rows: Float32Array, classes: number, multiLabel: boolean): FoundLink {
  const beforeSigmoid = findBeforeActivation(model, output, 'Sigmoid')
  if (beforeSigmoid !== null) return { link: 'sigmoid', tensor: beforeSigmoid, logarithm: false }
  if (multiLabel) return { link: 'sigmoid', tensor: output, logarithm: false }
  if (!areProbabilities(rows, classes)) return { link: 'softmax', tensor: output, logarithm: false }

  const beforeSoftmax = findBeforeActivation(model, output, 'Softmax')
  return { link: 'softmax', tensor: beforeSoftmax ?? output, logarithm: beforeSoftmax === null }
}

const tolerance = 1e-3

function areProbabilities(rows: Float32Array, classes: number): boolean {
  for (let row = 0; row < rows.length; row += classes) {
    const values = rows.subarray(row, row + classes)
    if (values.some((value) => value < 0 || value > 1 + tolerance)) return false
    const sum = values.reduce((total, value) => total + value, 0)
    if (Math.abs(sum - 1) > tolerance) return false
  }
  return true
}
