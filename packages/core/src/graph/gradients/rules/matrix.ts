import { product } from '../../broadcast.ts'
import { floatAttribute, integerAttribute } from '../../node.ts'
import { matmul, reshape, scaled, transpose, unbroadcast } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { Contribution, RuleContext, Rules } from '../rule.ts'

/** Products of matrices. */
export const matrixRules: Rules = {
  MatMul: { through: [0, 1], backward: matMul },
  Gemm: { through: [0, 1, 2], backward: gemm },
}

/** `y = A B` gives `dA = g B'` and `dB = A' g`; a vector counts as a matrix of one row on the left, of one column on the right. */
function matMul({ build, node, cotangent, input }: RuleContext): readonly Contribution[] {
  const left = input(0).dims
  const right = input(1).dims
  const a = left.length === 1 ? [1, ...left] : left
  const b = right.length === 1 ? [...right, 1] : right
  const [rows, inner, columns] = [a.at(-2)!, a.at(-1)!, b.at(-1)!]
  const batch = build.dims(cotangent).slice(0, Math.max(left.length, right.length, 2) - 2)
  const g = () => reshape(build, cotangent, [...batch, rows, columns])

  const byLeft = (): string => {
    const factor = reshape(build, node.input[1]!, b)
    if (a.length > 2 || b.length === 2) return unbroadcast(build, matmul(build, g(), swapLast(build, factor)), a)
    // One product that sums over the batch while it multiplies, instead of a batch of products and their sum.
    const order = batch.map((_, axis) => axis)
    const wide = reshape(build, transpose(build, g(), [batch.length, ...order, batch.length + 1]), [
      rows,
      product(batch) * columns,
    ])
    return matmul(build, wide, reshape(build, swapLast(build, factor), [product(batch) * columns, inner]))
  }
  const byRight = (): string => {
    const factor = reshape(build, node.input[0]!, a)
    if (b.length > 2) return unbroadcast(build, matmul(build, swapLast(build, factor), g()), b)
    const height = product(batch) * rows
    return matmul(build, swapLast(build, reshape(build, factor, [height, inner])), reshape(build, g(), [height, columns]))
  }
  return [() => reshape(build, byLeft(), left), () => reshape(build, byRight(), right)]
}

/** `y = alpha op(A) op(B) + beta C`, where `op` transposes or does not: each gradient of a factor is one Gemm. */
function gemm({ build, node, cotangent: g, input }: RuleContext): readonly Contribution[] {
  const [a, b] = [node.input[0]!, node.input[1]!]
  const turnsA = integerAttribute(node, 'transA', 0) !== 0
  const turnsB = integerAttribute(node, 'transB', 0) !== 0
  const alpha = floatAttribute(node, 'alpha', 1)
  const multiply = (left: string, turnsLeft: boolean, right: string, turnsRight: boolean, dims: readonly number[]): string =>
    build.add('Gemm', [left, right], dims, {
      ...(alpha === 1 ? {} : { alpha: { float: alpha } }),
      ...(turnsLeft ? { transA: 1 } : {}),
      ...(turnsRight ? { transB: 1 } : {}),
    })
  return [
    () => (turnsA ? multiply(b, turnsB, g, true, input(0).dims) : multiply(g, false, b, !turnsB, input(0).dims)),
    () => (turnsB ? multiply(g, true, a, turnsA, input(1).dims) : multiply(a, !turnsA, g, false, input(1).dims)),
    () => scaled(build, unbroadcast(build, g, input(2).dims), floatAttribute(node, 'beta', 1)),
  ]
}

/** The last two axes exchanged. */
function swapLast(build: GraphBuilder, tensor: string): string {
  const rank = build.dims(tensor).length
  return transpose(
    build,
    tensor,
    Array.from({ length: rank }, (_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis)),
  )
}
