import { expect } from 'vitest'
import type { Target } from '../../src/evaluator/mask-evaluator.ts'
import type { RectifierRule } from '../../src/graph/gradients/rule.ts'
import { graphOf } from '../../src/graph/proto.ts'
import { readModel } from '../../src/graph/read-model.ts'
import { readNumbers } from '../../src/graph/tensor.ts'
import { constantsOf } from '../../src/graph/walk.ts'
import { convReluPoolGemm } from '../../src/testing/index.ts'

/** Asks that every number agrees to `tolerance` of the largest one. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(actual.length).toBe(expected.length)
  const largest = Math.max(...Array.from(expected, Math.abs))
  const worst = Math.max(...Array.from(expected, (value, i) => Math.abs(actual[i]! - value)))
  expect(worst).toBeLessThanOrEqual(tolerance * largest)
}

/** Central differences of a function of many numbers, in float64, by those of the places. */
export function differences(of: (at: Float64Array) => number, at: ArrayLike<number>, places: readonly number[]): Float64Array {
  const step = 1e-5
  return Float64Array.from(places, (place) => {
    const moved = (by: number): number => of(Float64Array.from(at).fill(at[place]! + by, place, place + 1))
    return (moved(step) - moved(-step)) / (2 * step)
  })
}

/** The target's logit, or the difference of two. */
export function logitOf(logits: ArrayLike<number>, { class: own, against }: Target): number {
  return logits[own]! - (against === undefined ? 0 : logits[against]!)
}

/** Derivatives of the target's logit in `convReluPoolGemm`, by hand and in float64. */
export function convolutionByHand(
  input: ArrayLike<number>,
  { class: own, against }: Target,
  rule: RectifierRule = 'plain',
): Readonly<Record<'active' | 'byActive' | 'byInput', Float64Array>> {
  const constants = constantsOf(graphOf(readModel(convReluPoolGemm().model)))
  const numbers = (name: string): ArrayLike<number> => readNumbers(constants.get(name)!, new Map())!
  const [kernel, bias, head] = [numbers('convolution'), numbers('convolution_bias'), numbers('head')]
  const [side, pixels, channels] = [8, 64, 4]
  const active = new Float64Array(channels * pixels)
  const byActive = new Float64Array(channels * pixels)
  const byInput = new Float64Array(3 * pixels)
  for (let at = 0; at < active.length; at++) {
    const [channel, y, x] = [Math.floor(at / pixels), Math.floor((at % pixels) / side), at % side]
    const taps = Array.from({ length: 27 }, (_, tap) => {
      const [plane, row, column] = [Math.floor(tap / 9), y + Math.floor((tap % 9) / 3) - 1, x + (tap % 3) - 1]
      const isInside = row >= 0 && row < side && column >= 0 && column < side
      return isInside ? { pixel: plane * pixels + row * side + column, weight: kernel[channel * 27 + tap]! } : null
    }).filter((tap) => tap !== null)
    const sum = taps.reduce((total, { pixel, weight }) => total + weight * input[pixel]!, bias[channel]!)
    active[at] = Math.max(0, sum)
    const slope = (head[own * channels + channel]! - (against === undefined ? 0 : head[against * channels + channel]!)) / pixels
    byActive[at] = slope
    const kept = rule === 'plain' ? slope : Math.max(0, slope)
    const passed = rule === 'deconvolution' || sum > 0 ? kept : 0
    for (const { pixel, weight } of taps) byInput[pixel]! += passed * weight
  }
  return { active, byActive, byInput }
}
