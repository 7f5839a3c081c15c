import { integersAttribute, textAttribute } from '../node.ts'
import type { OnnxNode } from '../proto.ts'
import { windowAttributes } from '../shapes/operators/windows.ts'
import type { RuleView } from './rule.ts'

/** A window that slides over the spatial axes of a tensor [batch, channels, ...sizes]; one number per spatial axis. */
export interface Window {
  /** Sizes of the tensor that it slides over. */
  readonly sizes: readonly number[]
  /** How many places it takes. */
  readonly places: readonly number[]
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
  /** What is put in front of the tensor and behind it. */
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** The window of a convolution or pool, from the spatial sizes of its input and output. */
export function windowOf(node: OnnxNode, kernel: readonly number[], sizes: readonly number[], places: readonly number[]): Window {
  const { strides, dilations, pads, autoPad } = windowAttributes(node, sizes.length)
  const window = { sizes, places, kernel, strides, dilations }
  if (!autoPad.startsWith('SAME')) return { ...window, before: pads.slice(0, sizes.length), after: pads.slice(sizes.length) }
  const total = sizes.map((size, axis) => Math.max(0, reach(window, axis) - size))
  return { ...window, ...shared(total, autoPad) }
}

/** The window of a transposed convolution: it slides over the output and has one place per number of the input. */
export function transposedWindowOf(
  node: OnnxNode,
  kernel: readonly number[],
  sizes: readonly number[],
  places: readonly number[],
): Window {
  const { strides, dilations, pads, autoPad } = windowAttributes(node, sizes.length)
  const window = { sizes, places, kernel, strides, dilations }
  const further = integersAttribute(node, 'output_padding') ?? sizes.map(() => 0)
  if (!autoPad.startsWith('SAME') && integersAttribute(node, 'output_shape') === null) {
    return { ...window, before: pads.slice(0, sizes.length), after: pads.slice(sizes.length) }
  }
  const total = sizes.map((size, axis) => Math.max(0, reach(window, axis) + further[axis]! - size))
  return { ...window, ...shared(total, autoPad) }
}

/** The one place of a window that is as large as the tensor. */
export function wholeWindow(sizes: readonly number[]): Window {
  const each = (value: number): readonly number[] => sizes.map(() => value)
  return { sizes, places: each(1), kernel: sizes, strides: each(1), dilations: each(1), before: each(0), after: each(0) }
}

/** From the front of the first window to the end of the last. */
function reach({ places, kernel, strides, dilations }: Omit<Window, 'before' | 'after'>, axis: number): number {
  return (places[axis]! - 1) * strides[axis]! + (kernel[axis]! - 1) * dilations[axis]! + 1
}

/** How far the last window reaches behind the tensor, per axis; negative where it stops short of the end. */
export function overhang(window: Window): readonly number[] {
  return window.sizes.map((size, axis) => reach(window, axis) - window.before[axis]! - size)
}

/** Whether there is one place only, and the window there covers the whole tensor. */
export function coversAll(window: Window): boolean {
  const { places, dilations, before } = window
  return (
    places.every((count, axis) => count === 1 && dilations[axis] === 1 && before[axis]! >= 0) &&
    overhang(window).every((far) => far >= 0)
  )
}

/** Whether every number of the list is that one. */
export function isAll(list: readonly number[], value: number): boolean {
  return list.every((number) => number === value)
}

/** Automatic padding of dilated windows: ONNX Runtime refuses it for convolutions and pads pools as if there were no dilation. */
export function refusesWindow({ node }: RuleView): string | null {
  const isAutomatic = textAttribute(node, 'auto_pad', 'NOTSET').startsWith('SAME')
  return isAutomatic && !isAll(integersAttribute(node, 'dilations') ?? [], 1) ? 'auto_pad together with dilations' : null
}

/** An odd amount has its larger half behind for SAME_UPPER and in front otherwise. */
function shared(total: readonly number[], autoPad: string): Pick<Window, 'before' | 'after'> {
  const smaller = total.map((amount) => Math.floor(amount / 2))
  const larger = total.map((amount) => Math.ceil(amount / 2))
  return autoPad === 'SAME_UPPER' ? { before: smaller, after: larger } : { before: larger, after: smaller }
}
