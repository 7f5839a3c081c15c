import { elementTypes } from '../../proto.ts'
import { binary, compare, scaled, unary, unbroadcast, where } from '../emit.ts'
import type { Rule, RuleContext } from '../rule.ts'

/**
 * `x^p`: `g*p*x^(p-1)` to the base and `g*y*ln(x)` to the exponent. The exponent has a derivative where the base is positive and gets 0
 * elsewhere; the square root passes 0 where its argument is 0.
 */
export const powerRule: Rule = {
  through: [0, 1],
  backward: (context) => {
    const { build, node, cotangent } = context
    return [
      () => {
        const product = byBase(context)
        return product === null ? null : unbroadcast(build, product, context.input(0).dims)
      },
      () => {
        const [base, power] = [node.input[0]!, node.output[0]!]
        const slope = binary(build, 'Mul', power, unary(build, 'Log', base))
        const kept = where(build, compare(build, 'Greater', base, build.scalar(0)), slope)
        return unbroadcast(build, binary(build, 'Mul', cotangent, kept), context.input(1).dims)
      },
    ]
  },
}

/** The cotangent of a square root: `g/(2y)`, and 0 where the root is 0. */
export function throughRoot(context: RuleContext): string {
  const { build, node, cotangent } = context
  const root = node.output[0]!
  return where(build, compare(build, 'Greater', root, build.scalar(0)), binary(build, 'Div', scaled(build, cotangent, 0.5), root))
}

function byBase(context: RuleContext): string | null {
  const { build, node, cotangent } = context
  const base = node.input[0]!
  const exponents = context.constant(1)
  if (exponents === null) return byComputedExponent(context)
  const exponent = commonValue(exponents)
  if (exponent === 0) return null
  if (exponent === 1) return cotangent
  if (exponent === 0.5) return throughRoot(context)
  if (exponent === 2) return binary(build, 'Mul', scaled(build, cotangent, 2), base)
  if (exponent === 3) return binary(build, 'Mul', binary(build, 'Mul', scaled(build, cotangent, 3), base), base)
  const list = Array.from(exponents)
  const { dims } = context.input(1)
  // Where the exponent is 0 the factor is 0, and 0^-1 would make it NaN.
  const lowered = build.floats(
    list.map((value) => (value === 0 ? 0 : value - 1)),
    dims,
  )
  return binary(build, 'Mul', binary(build, 'Mul', cotangent, build.floats(list, dims)), binary(build, 'Pow', base, lowered))
}

function byComputedExponent(context: RuleContext): string {
  const { build, node, cotangent } = context
  const { elementType, dims } = context.input(1)
  const given = node.input[1]!
  const exponent = elementType === elementTypes.float32 ? given : build.add('Cast', [given], dims, { to: elementTypes.float32 })
  const lowered = binary(build, 'Pow', node.input[0]!, binary(build, 'Sub', exponent, build.scalar(1)))
  return binary(build, 'Mul', binary(build, 'Mul', cotangent, exponent), lowered)
}

function commonValue(values: ArrayLike<number>): number | null {
  const first = values[0]
  return first !== undefined && Array.from(values).every((value) => value === first) ? first : null
}
