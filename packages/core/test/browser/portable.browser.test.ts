import { defaultModel } from '@telltale/model-default'
import { describe, expect, test } from 'vitest'
import { openModel } from '../../src/model/open.browser.ts'
import { onNode } from './on-node.ts'
import { explainTiny, hashAcrossEngines, partsOf, tinyRuns } from './tiny-runs.ts'

describe('the portable runtime in a page', () => {
  test.each(['grid49', 'convolution'] as const)('gives the document that it gives in Node: %s', async (name) => {
    const run = tinyRuns[name]()
    const model = await openModel(partsOf(run))
    const { body } = await explainTiny(model, run)
    expect(body.backend).toMatch(/^wasm-simd kernels, onnxruntime-web [\d.]+ wasm$/)
    expect(await hashAcrossEngines(body)).toBe(await onNode('tinyBodyHash', name))
    await model.dispose()
  })

  test('opens the embedded model from where the page is served', async () => {
    const model = await openModel(defaultModel)
    expect(model.info).toMatchObject({ name: 'efficientnet-lite0', classes: 1000, preprocessFrom: 'preprocessor_config.json' })
    expect(model.info.labels[388]).toMatch(/panda/)
    await model.dispose()
  })
})
