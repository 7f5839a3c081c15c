import { describe, expect, test } from 'vitest'
import { createMaskEvaluator } from '../../src/evaluator/create-mask-evaluator.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import { openModel } from '../../src/model/open.browser.ts'
import { watchTraffic } from './device-traffic.ts'
import { openDevice } from './open-device.ts'
import { explainTiny, orderOf, partsOf, tinyRuns } from './tiny-runs.ts'

describe('mask, model and readout on one GPU', () => {
  test.each(['grid49', 'convolution'] as const)('find what WebAssembly finds: %s', async (name) => {
    const run = tinyRuns[name]()
    const [onHost, onGpu] = [
      await openModel(partsOf(run)),
      await openModel(partsOf(run), { runtime: { device: await openDevice() } }),
    ]
    const [expected, found] = [await explainTiny(onHost, run), await explainTiny(onGpu, run)]
    expect(found.body.backend).toMatch(/^webgpu kernels, onnxruntime-web [\d.]+ webgpu$/)
    expect(orderOf(found)).toEqual(orderOf(expected))
    expect(found.body.answer!.regions).toEqual(expected.body.answer!.regions)
    expect(found.body.curves.insertion.score).toEqual(
      expected.body.curves.insertion.score.map((score) => score && expect.closeTo(score, 4)),
    )
    await Promise.all([onHost.dispose(), onGpu.dispose()])
  })

  test('bring back the readout and nothing else', async () => {
    const device = await openDevice()
    const run = tinyRuns.convolution()
    const model = await openModel(partsOf(run), { runtime: { device } })
    const kernels = await createKernels('webgpu', { device })
    const evaluator = evaluatorOf(model, kernels)
    const traffic = watchTraffic()
    await evaluator.evaluate({ kind: 'regions', count: 16, weights: everySet(4) })
    // 16 rows of one target: its score, its logit, confidence, arg-max and the score of that.
    expect(traffic.bytesRead()).toBe(16 * 5 * 4)
    expect(kernels.memory!().bytesRead).toBeGreaterThanOrEqual(traffic.bytesRead())
    evaluator.release()
    kernels.dispose()
    await model.dispose()

    function evaluatorOf(classifier: typeof model, on: typeof kernels) {
      const { frame, labels, regions, baseline } = run.tiny
      return createMaskEvaluator({
        classifier,
        kernels: on,
        frame: { ...frame, source: { x: 0, y: 0, width: frame.width, height: frame.height } },
        regions: { kind: 'grid', count: regions, width: frame.width, height: frame.height, labels },
        baseline,
        baselineRgb: new Uint8Array(frame.rgb.length),
        targets: [{ class: 2 }],
      })
    }
  })

  test('go through the host where the model computes elsewhere, to the same numbers', async () => {
    const run = tinyRuns.convolution()
    const model = await openModel(partsOf(run))
    const kernels = await createKernels('webgpu', { device: await openDevice() })
    const [expected, found] = [await explainTiny(model, run), await explainTiny(model, run, { kernels })]
    expect(found.body.backend).toMatch(/^webgpu kernels, onnxruntime-web [\d.]+ wasm$/)
    expect(orderOf(found)).toEqual(orderOf(expected))
    kernels.dispose()
    await model.dispose()
  })
})

/** f32[2^regions, regions]: every way to show regions. */
function everySet(regions: number): Float32Array {
  return Float32Array.from({ length: 2 ** regions * regions }, (_, i) => (Math.floor(i / regions) >> (i % regions)) & 1)
}
