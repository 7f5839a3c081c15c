import { describe, expect, it } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import { renderMeasurements } from '../../src/measure/draw-measurements.node.ts'
import { measureKernels } from '../../src/measure/measure-kernels.ts'
import type { MeasuredLine, Measurements } from '../../src/measure/measurements.ts'
import { themeOf } from '../../src/render/theme.ts'

const kernels = await createKernels('wasm')
const measured = await measureKernels({
  clock: () => performance.now(),
  backends: [{ kernels }],
  machine: { processor: 'A processor of <this> machine' },
  works: ['readout'],
  runs: 3,
})
kernels.dispose()

/** The texts that a picture shows, as machines read them. */
const wordsOf = (svg: string) => [...svg.matchAll(/aria-label="([^"]*)"/g)].map((match) => match[1])

describe('the bars of a measurement', () => {
  it('name what was measured, on what, and each bar', async () => {
    const words = wordsOf(await renderMeasurements(measured))
    expect(words).toEqual(expect.arrayContaining(['readout', '32 rows of 1000 classes', 'wasm']))
    expect(words.some((text) => text!.includes('A processor of &lt;this&gt; machine'))).toBe(true)
  })

  it('write the ratio beside the bar', async () => {
    const words = wordsOf(await renderMeasurements(measured))
    const [ratio] = measured.lines.find(({ name }) => name === 'wasm')!.verdict.split(' the plain version')
    expect(words).toContain(ratio)
  })

  it('come in both themes', async () => {
    for (const name of ['light', 'dark'] as const) {
      const svg = await renderMeasurements(measured, name)
      expect(svg).toContain(`fill="${themeOf(name).page}"`)
    }
  })

  it('leave a software adapter without a bar', async () => {
    const changed = (line: MeasuredLine): MeasuredLine =>
      line.role === 'backend' ? { ...line, name: 'webgpu', notes: ['software adapter'] } : line
    const software: Measurements = { ...measured, lines: measured.lines.map(changed) }
    const svg = await renderMeasurements(software)
    expect(wordsOf(svg)).toContain('a software adapter: no figure of a GPU')
    expect(svg.match(/<rect/g)).toHaveLength((await renderMeasurements(measured)).match(/<rect/g)!.length - 1)
  })

  it('draw a measurement without any line', async () => {
    expect(await renderMeasurements({ ...measured, lines: [] })).toContain('How fast the kernels are')
  })
})
