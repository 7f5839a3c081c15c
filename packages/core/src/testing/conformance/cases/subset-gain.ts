import { subsetGain } from '../../../kernels/reference/subset-gain.ts'
import { createRandom, shuffled } from '../../../random/random.ts'
import { drawFloats } from '../data.ts'
import type { BufferHandles, KernelCase, NamedCase } from '../kernel-case.ts'
import { allowComplement, allowGain, exact } from '../tolerance.ts'

interface Shape {
  readonly name: string
  readonly regions: number
  readonly candidates: number
  readonly selected: number
}

const shapes: readonly Shape[] = [
  { name: 'one region, nothing selected', regions: 1, candidates: 1, selected: 0 },
  { name: 'nothing selected', regions: 5, candidates: 5, selected: 0 },
  { name: 'one selected, which is alone', regions: 6, candidates: 3, selected: 1 },
  { name: 'one candidate left', regions: 7, candidates: 1, selected: 6 },
  { name: 'four candidates', regions: 9, candidates: 4, selected: 2 },
  { name: 'five candidates', regions: 9, candidates: 5, selected: 4 },
  { name: 'half of 49 regions', regions: 49, candidates: 25, selected: 24 },
  { name: 'as many candidates as a workgroup has threads', regions: 81, candidates: 64, selected: 10 },
  { name: 'one candidate more', regions: 81, candidates: 65, selected: 16 },
  { name: '1024 regions', regions: 1024, candidates: 900, selected: 100 },
]

/** Selections from empty to all but one; the first rows tie. */
export const subsetGainCases: readonly NamedCase[] = shapes.map((shape) => ({ name: shape.name, build: () => build(shape) }))

function build({ name, regions, candidates: candidateCount, selected: selectedCount }: Shape): KernelCase {
  const order = shuffled(regions, createRandom(41))
  const selected = Uint32Array.from(order.subarray(0, selectedCount))
  const candidates = Uint32Array.from(order.subarray(selectedCount, selectedCount + candidateCount))
  const keep = drawFloats(42, 2 * candidateCount)
  const drop = drawFloats(43, candidateCount)
  drop.set([0, 1].slice(0, candidateCount))
  const distances = drawDistances(44, regions)
  const nearest = Float32Array.from(selected, (region) => nearestOther(distances, regions, region, selected))
  const weights = Float32Array.of(1, 0.7, 0.05, 0.3)
  const inputs = { keep, drop, candidates, distances, selected, nearest, weights }
  return {
    kernel: 'subsetGain',
    name,
    inputs,
    outputLength: 5 * candidateCount,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.subsetGain({ ...buffers, output, candidateCount, regions, selectedCount }),
    expect: (output) => subsetGain(keep, drop, candidates, distances, selected, nearest, weights, output, regions),
    allow: (index, expected) => {
      const column = index % 5
      if (column === 0 || column === 3) return exact
      return column === 1 ? allowComplement : allowGain(selectedCount, expected[index]!)
    },
  }
}

/** Symmetric, zero on the diagonal, between 0 and 1. */
function drawDistances(seed: number, regions: number): Float32Array {
  const distances = drawFloats(seed, regions * regions)
  for (let i = 0; i < regions; i++) {
    distances[i * regions + i] = 0
    for (let j = 0; j < i; j++) distances[i * regions + j] = distances[j * regions + i]!
  }
  return distances
}

function nearestOther(distances: Float32Array, regions: number, region: number, selected: Uint32Array): number {
  const others = [...selected].filter((other) => other !== region)
  return others.reduce((least, other) => Math.min(least, distances[region * regions + other]!), 2)
}
