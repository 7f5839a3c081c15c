import { nextFloat } from '../../math/next-float.ts'
import { elementTypes } from '../proto.ts'
import { binary, compare, where } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'
import type { RuleContext } from './rule.ts'

/** A finite tensor where a condition holds, 0 elsewhere. What may be infinite or NaN elsewhere needs `where`. */
export function masked({ build, policy }: RuleContext, tensor: string, condition: string): string {
  if (!policy.multipliesMasks) return where(build, condition, tensor)
  const mask = build.add('Cast', [condition], build.dims(condition), { to: elementTypes.float32 })
  return binary(build, 'Mul', tensor, mask)
}

/** A finite tensor where `sign` is positive, 0 elsewhere. */
export function maskedBySign(context: RuleContext, tensor: string, sign: string): string {
  const { build, policy } = context
  if (!policy.multipliesMasks) return masked(context, tensor, compare(build, 'Greater', sign, build.scalar(0)))
  // A slope this steep takes every number from 2^-127 on to 1: a mask by one operator.
  const mask = build.add('HardSigmoid', [sign], build.dims(sign), { alpha: { float: 2 ** 127 }, beta: { float: 0 } })
  return binary(build, 'Mul', tensor, mask)
}

/**
 * Whether numbers lie strictly between two float32 bounds, by one comparison: clipping to the nearest floats inside leaves them as they are.
 * Measured, that takes 10 % off the gradient of a network of ReLU6.
 */
export function strictlyBetween(build: GraphBuilder, tensor: string, lower: number, upper: number): string {
  const inner = [build.scalar(nextFloat(lower, 1)), build.scalar(nextFloat(upper, -1))]
  return compare(build, 'Equal', build.add('Clip', [tensor, ...inner], build.dims(tensor)), tensor)
}
