import { textAttribute } from '../../node.ts'
import { expand, reshape } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { Contribution, RuleContext, Rules, RuleView } from '../rule.ts'
import { type Equation, parseEquation, writeEquation } from './einsum-equation.ts'

/** Sums of products over named axes. The gradient of a factor is such a sum again, of the cotangent and the other factors. */
export const einsumRules: Rules = {
  Einsum: {
    through: 'all',
    backward: (context) =>
      context.node.input.map(
        (_, index): Contribution =>
          () =>
            contribute(context, index),
      ),
    refuses: (view) =>
      equationOf(view).operands.some((labels) => new Set(labels).size < labels.length)
        ? 'an index twice in one operand, as for a diagonal'
        : null,
  },
}

/** A factor with one label per axis. */
interface Factor {
  readonly tensor: string
  readonly labels: readonly string[]
}

function contribute(context: RuleContext, index: number): string {
  const { build, node, cotangent, input } = context
  const { operands, result } = equationOf(context)
  const sizes = new Map<string, number>()
  operands.forEach((labels, operand) => {
    labels.forEach((label, axis) => {
      sizes.set(label, Math.max(sizes.get(label) ?? 1, input(operand).dims[axis]!))
    })
  })
  // An axis of size 1 that others stretch is no axis of its operand: its gradient is summed over it.
  const own = (operand: number): readonly string[] =>
    operands[operand]!.filter((label, axis) => input(operand).dims[axis] === sizes.get(label))
  const others = operands.flatMap((_, operand): readonly Factor[] => {
    if (operand === index) return []
    const labels = own(operand)
    const dims = labels.map((label) => sizes.get(label)!)
    return [{ tensor: reshape(build, node.input[operand]!, dims), labels }]
  })
  const factors: readonly Factor[] = [{ tensor: cotangent, labels: result }, ...others]
  const found = own(index).filter((label) => factors.some(({ labels }) => labels.includes(label)))
  const gradient = sumOfProducts(build, factors, found)
  // Along an index that only this operand has, it was summed: its gradient is constant there.
  const kept = operands[index]!.map((label) => (found.includes(label) ? sizes.get(label)! : 1))
  return expand(build, reshape(build, gradient, kept), input(index).dims)
}

function sumOfProducts(build: GraphBuilder, factors: readonly Factor[], result: readonly string[]): string {
  const dims = result.map((label) => {
    const { tensor, labels } = factors.find((factor) => factor.labels.includes(label))!
    return build.dims(tensor)[labels.indexOf(label)]!
  })
  const [first] = factors
  if (factors.length === 1 && first!.labels.join() === result.join()) return first!.tensor
  const equation = writeEquation({ operands: factors.map(({ labels }) => labels), result })
  return build.add(
    'Einsum',
    factors.map(({ tensor }) => tensor),
    dims,
    { equation },
  )
}

function equationOf({ node, input }: Pick<RuleView, 'node' | 'input'>): Equation {
  const ranks = node.input.map((_, index) => input(index).dims.length)
  return parseEquation(textAttribute(node, 'equation', ''), ranks)
}
