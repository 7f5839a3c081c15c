import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TelltaleError } from '../../src/errors.ts'
import { compareMeasurements } from '../../src/measure/compare-measurements.ts'
import type { MeasuredLine, Measurements } from '../../src/measure/measurements.ts'
import { readMeasurements } from '../../src/measure/read-measurements.ts'

/** A line of one backend that is so many times as fast as the plain version. */
function line(name: string, plain: number, changes: Partial<MeasuredLine> = {}): MeasuredLine {
  return {
    work: 'maskRegions',
    size: '32 masks',
    name,
    role: 'backend',
    runs: 15,
    callsPerRun: 4,
    milliseconds: { fastest: 1.8, lower: 1.9, median: 2, upper: 2.1 },
    unit: 'masks',
    perSecond: 16_000,
    timesAsFast: { plain },
    notes: [],
    verdict: `${plain} x the plain version`,
    ...changes,
  }
}

function measured(lines: readonly MeasuredLine[], machine: Record<string, string> = { processor: 'P' }): Measurements {
  return {
    schema: 'telltale-bench/1',
    telltale: '0.1.0',
    machine,
    startedAt: '2026-01-01T00:00:00.000Z',
    seed: 1,
    clockStep: 0.001,
    lines: [...lines],
  }
}

describe('a measurement that is read', () => {
  const good = measured([line('wasm-simd', 20)])

  it('is what was written', () => {
    expect(readMeasurements(JSON.stringify(good), 'b.json')).toEqual(good)
  })

  it('and is no JSON names the file and how it begins', () => {
    expect(() => readMeasurements('<html>', 'b.json')).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_INVALID', where: { file: 'b.json', value: '<html>' } }),
    )
  })

  it('and is another kind of file is foreign', () => {
    expect(() => readMeasurements('{"schema": "telltale/1"}', 'b.json')).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_INVALID', where: { file: 'b.json', value: '"telltale/1"' } }),
    )
  })

  it('and is of another version says which', () => {
    expect(() => readMeasurements('{"schema": "telltale-bench/9"}', 'b.json')).toThrow(
      expect.objectContaining({
        code: 'DOCUMENT_VERSION',
        where: { file: 'b.json', value: 'telltale-bench/9', limit: 'telltale-bench/1' },
      }),
    )
  })

  it('and has a wrong number names place and value', () => {
    const broken = { ...good, lines: [{ ...line('wasm-simd', 20), perSecond: -5 }] }
    expect(() => readMeasurements(JSON.stringify(broken), 'b.json')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('lines.0.perSecond'),
        where: { file: 'b.json', value: '-5' },
        fix: 'Pass a file that telltale bench --json wrote, unchanged.',
      }),
    )
  })
})

describe('whatever else a file holds', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ schema: fc.constant('telltale-bench/1'), lines: fc.anything() }).map((v) => JSON.stringify(v)),
  )

  it('it is refused with a code, or read', () => {
    fc.assert(
      fc.property(anything, (text) => {
        try {
          readMeasurements(text, 'b.json')
        } catch (error) {
          expect(error).toBeInstanceOf(TelltaleError)
        }
      }),
    )
  })
})

describe('two measurements side by side', () => {
  it('compare how many times as fast as its own plain version each backend was', () => {
    const slower = { milliseconds: { fastest: 3.8, lower: 3.9, median: 4, upper: 4.1 } }
    const { lines } = compareMeasurements(measured([line('wasm-simd', 20)]), measured([line('wasm-simd', 16, slower)]))
    expect(lines).toEqual([{ work: 'maskRegions', size: '32 masks', name: 'wasm-simd', before: 20, now: 16, slowdown: 1.25 }])
  })

  it('say what only one of them has', () => {
    const { lines, onlyBefore, onlyNow } = compareMeasurements(measured([line('wasm', 5)]), measured([line('webgpu', 50)]))
    expect(lines).toEqual([])
    expect(onlyBefore).toEqual(['maskRegions, 32 masks, wasm'])
    expect(onlyNow).toEqual(['maskRegions, 32 masks, webgpu'])
  })

  it('leave out software adapters, copies and the plain version', () => {
    const lines = [
      line('webgpu', 0.1, { notes: ['software adapter'] }),
      line('memory copy', 30, { role: 'copy' }),
      line('reference', 1, { role: 'plain' }),
    ]
    expect(compareMeasurements(measured(lines), measured(lines)).lines).toEqual([])
  })

  it('say in what the machines differ', () => {
    const { machine } = compareMeasurements(
      measured([], { processor: 'P', node: '20' }),
      measured([], { processor: 'Q', node: '20' }),
    )
    expect(machine).toEqual(['processor: P, Q'])
  })
})
