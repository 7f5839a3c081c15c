import { describe, expect, it } from 'vitest'
import type { Contender, Role } from '../../src/measure/contender.ts'
import { judge } from '../../src/measure/judge.ts'
import { measurementsSchema } from '../../src/measure/measurements.ts'
import type { Work } from '../../src/measure/work.ts'

const work: Work = {
  name: 'maskRegions',
  size: '32 masks',
  unit: 'masks',
  perCall: 32,
  bytes: 1024,
  job: null,
  open: async () => null,
}

const usual = { clockStep: 0.001, runs: 5 }

function timing(name: string, role: Role, samples: readonly number[], options: { software?: boolean; repeats?: number } = {}) {
  const contender: Contender = {
    name,
    role,
    software: options.software ?? false,
    time: async () => 0,
    spoil: () => {},
    output: async () => null,
    close: async () => {},
  }
  return { contender, samples, repeats: options.repeats ?? 1 }
}

describe('a line of the measurement', () => {
  const lines = judge(
    work,
    [
      timing('reference', 'plain', [40, 41, 39, 40, 40]),
      timing('wasm-simd', 'backend', [2, 2.1, 1.9, 2, 2]),
      timing('memory copy', 'copy', [1, 1, 1, 1, 1]),
      timing('gcc', 'outside', [1.8, 1.8, 1.8, 1.8, 1.8]),
    ],
    usual,
  )

  it('has the fastest run, the quartiles, the median and how much a second holds', () => {
    expect(lines[0]!.milliseconds).toEqual({ fastest: 39, lower: 40, median: 40, upper: 40 })
    expect(lines[1]!.perSecond).toBeCloseTo(16_000)
  })

  it('has its ratio to the plain version, the copy and the program outside', () => {
    expect(lines[1]!.timesAsFast).toEqual({ plain: 20, copy: 0.5, outside: 0.9 })
    expect(lines[1]!.verdict).toBe('20 x the plain version, 0.9 x the program outside, 50 % of a memory copy')
  })

  it('needs no excuse where nothing is wrong', () => {
    expect(lines.flatMap(({ notes }) => notes)).toEqual([])
  })

  it('is as the schema says', () => {
    expect(() => measurementsSchema.shape.lines.parse(lines)).not.toThrow()
  })
})

describe('what speaks against a figure', () => {
  const notesOf = (options: Parameters<typeof judge>[2], ...timings: Parameters<typeof judge>[1]) =>
    judge(work, timings, options).map(({ notes }) => notes)

  it('half of the runs further apart than a quarter of the median', () => {
    expect(notesOf(usual, timing('wasm', 'backend', [1, 1, 1, 1.5, 1.5]))).toEqual([['unsteady']])
  })

  it('a run of fewer than 50 steps of the clock', () => {
    expect(notesOf({ ...usual, clockStep: 0.1 }, timing('wasm', 'backend', [1, 1, 1, 1, 1], { repeats: 4 }))).toEqual([
      ['too fast'],
    ])
    expect(notesOf({ ...usual, clockStep: 0.1 }, timing('wasm', 'backend', [1, 1, 1, 1, 1], { repeats: 5 }))).toEqual([[]])
  })

  it('fewer runs than asked for', () => {
    expect(notesOf(usual, timing('by definition', 'definition', [900, 900, 900]))).toEqual([['few runs']])
  })

  it('a kernel faster than a copy of its bytes', () => {
    const copy = timing('memory copy', 'copy', [2, 2, 2, 2, 2])
    expect(notesOf(usual, timing('wasm', 'backend', [1, 1, 1, 1, 1]), copy)[0]).toEqual(['beyond a copy'])
  })

  it('but not a device, whose memory no copy of the host says anything about', () => {
    const copy = timing('memory copy', 'copy', [2, 2, 2, 2, 2])
    const webgpu = timing('webgpu', 'backend', [1, 1, 1, 1, 1])
    const [line] = judge(work, [{ ...webgpu, contender: { ...webgpu.contender, onDevice: true } }, copy], usual)
    expect(line!.notes).toEqual([])
    expect(line!.timesAsFast).toEqual({})
  })

  it('a software adapter, of which no ratio is said', () => {
    const plain = timing('reference', 'plain', [40, 40, 40, 40, 40])
    const [line] = judge(work, [timing('webgpu', 'backend', [2, 2, 2, 2, 2], { software: true }), plain], usual)
    expect(line!.notes).toEqual(['software adapter'])
    expect(line!.verdict).toBe('runs on a software adapter; no figure of a GPU')
  })
})
