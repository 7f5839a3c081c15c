import { expect, it } from 'vitest'
import { describeOnGpu, openDevice } from '../../../kernels-wgsl/test/open-device.ts'
import type { ExplainOptions } from '../../src/explain/options.ts'
import { attributionFromJson } from '../../src/explanation/attribution-json.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import { openModel } from '../../src/model/open.node.ts'
import { explainTiny, partsOf, type TinyRunName, tinyRuns } from '../browser/tiny-runs.ts'

const runs: readonly (readonly [name: string, run: TinyRunName, options: ExplainOptions])[] = [
  ['the default search', 'grid49', {}],
  ['exact greedy with all four terms', 'convolution', { parameters: { effectiveness: 1, confidence: 1 } }],
  ['RISE', 'grid49', { method: 'rise', budget: 400 }],
  ['HSIC', 'grid49', { method: 'hsic', budget: 400 }],
]

describeOnGpu('explanations by kernels on a device', await openDevice(), (device) => {
  it.each(runs)('%s gives the order and the answer that it gives in WebAssembly', async (_, run, options) => {
    const tiny = tinyRuns[run]()
    const model = await openModel(partsOf(tiny), { threads: 1 })
    const onHost = await explainTiny(model, tiny, { ...options, backend: 'wasm-simd' })
    const kernels = await createKernels('webgpu', { device })
    const onDevice = await explainTiny(model, tiny, { ...options, kernels })

    const [host, gpu] = [numbersOf(onHost), numbersOf(onDevice)]
    expect(gpu.map(({ length }) => length)).toEqual(host.map(({ length }) => length))
    expect(largestDifference(gpu.flat(), host.flat())).toBeLessThan(1e-5)
    expect(onDevice.body.answer?.regions).toEqual(onHost.body.answer?.regions)
    expect(kernels.memory!().allocated).toBe(0)
    kernels.dispose()
    await model.dispose()
  })
})

/** The order or the values of the attribution, then the scores along both curves. Scores of a device may differ in their last bits, an order may not. */
function numbersOf(document: Explanation): readonly (readonly (number | null)[])[] {
  const { curves } = document.body
  const attribution = attributionFromJson(document.body.attribution)
  const main = [...(attribution.kind === 'order' ? attribution.order : attribution.values)]
  expect(main.length).toBeGreaterThan(0)
  return [main, curves.insertion.score, curves.deletion.score]
}

function largestDifference(left: readonly (number | null)[], right: readonly (number | null)[]): number {
  return left.reduce<number>(
    (most, value, index) => Math.max(most, value === right[index] ? 0 : Math.abs(value! - right[index]!)),
    0,
  )
}
