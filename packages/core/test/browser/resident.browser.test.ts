import { describe, expect, onTestFinished, test } from 'vitest'
import { createMaskEvaluator } from '../../src/evaluator/create-mask-evaluator.ts'
import { attributionFromJson } from '../../src/explanation/attribution-json.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import { openModel } from '../../src/model/open.browser.ts'
import { watchTraffic } from './device-traffic.ts'
import { shareDevice } from './open-device.ts'
import { explainTiny, orderOf, partsOf, tinyRuns } from './tiny-runs.ts'

const device = await shareDevice()

describe('mask, model and readout on one GPU', () => {
  test.each(['grid49', 'convolution'] as const)('find what WebAssembly finds: %s', async (name) => {
    const run = tinyRuns[name]()
    const [onHost, onGpu] = [await openModel(partsOf(run)), await openModel(partsOf(run), { runtime: { device } })]
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
    const { evaluator, kernels } = await openEvaluator(device)
    const traffic = watchTraffic()
    await evaluator.evaluate(masks)
    // 16 rows of one target: its score, its logit, confidence, arg-max and the score of that.
    expect(traffic.bytesRead()).toBe(16 * 5 * 4)
    expect(kernels.memory!().bytesRead).toBeGreaterThanOrEqual(traffic.bytesRead())
  })

  test('bring back features and all classes only where they are asked for', async () => {
    const [host, gpu] = [await openEvaluator(null), await openEvaluator(device)]
    const traffic = watchTraffic()
    const found = await gpu.evaluator.evaluate(masks, { features: true, classes: true })
    // The readout, that of three classes, and four features.
    expect(traffic.bytesRead()).toBe(16 * (5 + 9 + 4) * 4)
    const expected = await host.evaluator.evaluate(masks, { features: true, classes: true })
    expect(Array.from(found.features!)).toEqual(closeTo(expected.features!))
    expect(Array.from(found.classes!)).toEqual(closeTo(expected.classes!))
  })

  test.each(['grad-cam', 'ablation-cam', 'saliency'])('serve %s, whose graphs they share the device with', async (method) => {
    const run = tinyRuns.convolution()
    const maps: (readonly number[])[] = []
    for (const runtime of [{}, { device }]) {
      const model = await openModel(partsOf(run), { runtime })
      const { body } = await explainTiny(model, run, { method })
      const map = attributionFromJson(body.attribution)
      maps.push('values' in map ? Array.from(map.values) : [])
      await model.dispose()
    }
    const [expected, found] = maps
    expect(found!.length).toBeGreaterThan(0)
    expect(found).toEqual(closeTo(expected!))
  })

  test('go through the host where the model computes elsewhere, to the same numbers', async () => {
    const run = tinyRuns.convolution()
    const model = await openModel(partsOf(run))
    const kernels = await createKernels('webgpu', { device })
    const [expected, found] = [await explainTiny(model, run), await explainTiny(model, run, { kernels })]
    expect(found.body.backend).toMatch(/^webgpu kernels, onnxruntime-web [\d.]+ wasm$/)
    expect(orderOf(found)).toEqual(orderOf(expected))
    kernels.dispose()
    await model.dispose()
  })
})

/** The tiny convolutional network in WebAssembly or on a device, open until the test ends. */
async function openEvaluator(device: GPUDevice | null) {
  const run = tinyRuns.convolution()
  const classifier = await openModel(partsOf(run), { runtime: device ? { device } : {} })
  const kernels = await createKernels(device ? 'webgpu' : 'auto', device ? { device } : {})
  const { frame, labels, regions, baseline } = run.tiny
  const evaluator = createMaskEvaluator({
    classifier,
    kernels,
    frame: { ...frame, source: { x: 0, y: 0, width: frame.width, height: frame.height } },
    regions: { kind: 'grid', count: regions, width: frame.width, height: frame.height, labels },
    baseline,
    baselineRgb: new Uint8Array(frame.rgb.length),
    targets: [{ class: 2 }],
  })
  onTestFinished(async () => {
    evaluator.release()
    kernels.dispose()
    await classifier.dispose()
  })
  return { evaluator, kernels }
}

const closeTo = (values: ArrayLike<number>) => Array.from(values, (value) => expect.closeTo(value, 4))

const masks = { kind: 'regions', count: 16, weights: everySet(4) } as const

/** f32[2^regions, regions]: every way to show regions. */
function everySet(regions: number): Float32Array {
  return Float32Array.from({ length: 2 ** regions * regions }, (_, i) => (Math.floor(i / regions) >> (i % regions)) & 1)
}
