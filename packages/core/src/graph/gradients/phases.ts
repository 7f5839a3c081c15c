import { reshape, transpose } from './emit.ts'
import type { GraphBuilder } from './graph-builder.ts'

/** Takes from each tensor in turn along an axis. */
export function interleave(build: GraphBuilder, tensors: readonly string[], axis: number): string {
  const [first] = tensors
  if (tensors.length === 1) return first!
  const dims = build.dims(first!)
  const whole = dims.with(axis, dims[axis]! * tensors.length)
  const joined = build.add('Concat', tensors, whole, { axis })
  const apart = reshape(build, joined, [...dims.slice(0, axis), tensors.length, dims[axis]!, ...dims.slice(axis + 1)])
  const order = [...dims.keys(), dims.length].with(axis, axis + 1).with(axis + 1, axis)
  return reshape(build, transpose(build, apart, order), whole)
}
