import { integerAttribute, integersAttribute, textAttribute } from '../../node.ts'
import type { OnnxNode } from '../../proto.ts'

/** How many places a window has along each spatial axis of a convolution or pool; null where the attributes do not fit the sizes. */
export function windowPlaces(node: OnnxNode, sizes: readonly number[], kernel: readonly number[]): readonly number[] | null {
  if (kernel.length !== sizes.length) return null
  const window = windowAttributes(node, sizes.length)
  const places = sizes.map((size, axis) => {
    const stride = window.strides[axis]!
    const reach = (kernel[axis]! - 1) * window.dilations[axis]! + 1
    if (window.autoPad === 'SAME_UPPER' || window.autoPad === 'SAME_LOWER') return Math.ceil(size / stride)
    const before = window.pads[axis]!
    const room = size + before + window.pads[axis + sizes.length]! - reach
    if (!window.roundsUp) return Math.floor(room / stride) + 1
    const count = Math.ceil(room / stride) + 1
    // A last window that would start behind the picture is dropped.
    return (count - 1) * stride >= size + before ? count - 1 : count
  })
  return places.every((count) => count >= 1) ? places : null
}

/** Sizes that a transposed convolution makes. */
export function transposedSizes(node: OnnxNode, sizes: readonly number[], kernel: readonly number[]): readonly number[] | null {
  if (kernel.length !== sizes.length) return null
  const asked = integersAttribute(node, 'output_shape')
  if (asked !== null) return asked.slice(-sizes.length)
  const window = windowAttributes(node, sizes.length)
  const further = integersAttribute(node, 'output_padding') ?? sizes.map(() => 0)
  const made = sizes.map((size, axis) => {
    const stride = window.strides[axis]!
    if (window.autoPad === 'SAME_UPPER' || window.autoPad === 'SAME_LOWER') return size * stride
    const reach = (kernel[axis]! - 1) * window.dilations[axis]! + 1
    return stride * (size - 1) + further[axis]! + reach - window.pads[axis]! - window.pads[axis + sizes.length]!
  })
  return made.every((size) => size >= 1) ? made : null
}

export interface WindowAttributes {
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
  /** All fronts, then all ends. */
  readonly pads: readonly number[]
  readonly autoPad: string
  readonly roundsUp: boolean
}

/** How a window slides, from the attributes of a convolution or pool. */
export function windowAttributes(node: OnnxNode, rank: number): WindowAttributes {
  const each = (value: number, count = rank): readonly number[] => Array.from({ length: count }, () => value)
  const autoPad = textAttribute(node, 'auto_pad', 'NOTSET')
  return {
    strides: integersAttribute(node, 'strides') ?? each(1),
    dilations: integersAttribute(node, 'dilations') ?? each(1),
    pads: autoPad === 'VALID' ? each(0, 2 * rank) : (integersAttribute(node, 'pads') ?? each(0, 2 * rank)),
    autoPad,
    roundsUp: integerAttribute(node, 'ceil_mode', 0) !== 0,
  }
}
