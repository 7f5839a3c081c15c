import { maskRegions } from '../../../kernels/reference/mask-regions.ts'
import { drawBits, drawFloats, drawIndices } from '../data.ts'
import type { BufferHandles, KernelCase, NamedCase } from '../kernel-case.ts'
import { allowBlend, exact } from '../tolerance.ts'

interface Shape {
  readonly name: string
  readonly masks: number
  readonly regions: number
  readonly pixels: number
  readonly weights: 'binary' | 'soft' | 'mixed'
}

const shapes: readonly Shape[] = [
  { name: 'one pixel, one region, one mask', masks: 1, regions: 1, pixels: 1, weights: 'soft' },
  { name: 'three pixels fill no vector', masks: 2, regions: 2, pixels: 3, weights: 'mixed' },
  { name: 'four pixels fill one', masks: 2, regions: 3, pixels: 4, weights: 'soft' },
  { name: 'planes that start off a vector', masks: 3, regions: 4, pixels: 7, weights: 'soft' },
  { name: 'one region over many pixels', masks: 2, regions: 1, pixels: 133, weights: 'soft' },
  { name: 'as many pixels as a workgroup has threads', masks: 1, regions: 9, pixels: 64, weights: 'mixed' },
  { name: 'one pixel more, so that masks begin within a workgroup', masks: 3, regions: 9, pixels: 65, weights: 'mixed' },
  { name: 'one below a tile', masks: 2, regions: 49, pixels: 1023, weights: 'binary' },
  { name: 'one tile', masks: 2, regions: 49, pixels: 1024, weights: 'soft' },
  { name: 'one above a tile', masks: 2, regions: 49, pixels: 1025, weights: 'binary' },
  { name: 'a batch of one', masks: 1, regions: 49, pixels: 3136, weights: 'binary' },
  { name: 'binary masks of 49 regions', masks: 8, regions: 49, pixels: 3136, weights: 'binary' },
  { name: 'soft masks of 49 regions', masks: 8, regions: 49, pixels: 3136, weights: 'soft' },
  { name: 'binary and soft masks in one batch', masks: 5, regions: 20, pixels: 1111, weights: 'mixed' },
  { name: 'three hundred masks', masks: 300, regions: 3, pixels: 5, weights: 'mixed' },
  { name: '65 535 regions', masks: 2, regions: 65_535, pixels: 66_001, weights: 'mixed' },
]

/** Region masks: sizes around every vector and tile width, weights that copy and weights that mix. */
export const maskRegionsCases: readonly NamedCase[] = shapes.map((shape) => ({ name: shape.name, build: () => build(shape) }))

function build({ name, masks, regions, pixels, weights: kind }: Shape): KernelCase {
  // Both signs, as normalised pixels have them, and negative zeros: a copy keeps their sign, arithmetic does not.
  const picture = drawFloats(1, 3 * pixels, -2.7, 2.7).map((value, index) => (index % 11 === 0 ? -0 : value))
  const baseline = drawFloats(2, 3 * pixels, -2.7, 2.7).map((value, index) => (index % 7 === 0 ? -0 : value))
  const labels = Uint16Array.from(drawIndices(3, pixels, regions))
  labels[0] = regions - 1
  const soft = drawFloats(4, masks * regions)
  const binary = drawBits(5, masks * regions)
  const weights = soft.map((value, index) => (kind === 'soft' || (kind === 'mixed' && index % 2 === 0) ? value : binary[index]!))
  const weightAt = (index: number): number => weights[Math.floor(index / (3 * pixels)) * regions + labels[index % pixels]!]!

  const inputs = { picture, baseline, labels, weights }
  return {
    kernel: 'maskRegions',
    name,
    inputs,
    outputLength: masks * 3 * pixels,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.maskRegions({ ...buffers, output, masks, regions, pixels }),
    expect: (output) => maskRegions(picture, baseline, labels, weights, output, { masks, regions, pixels }),
    allow: (index) => {
      const weight = weightAt(index)
      const source = index % (3 * pixels)
      return weight === 0 || weight === 1 ? exact : allowBlend(picture[source]!, baseline[source]!)
    },
  }
}
