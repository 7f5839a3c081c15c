import { defaultModel } from '@telltale/model-default'
import { describe, expect, test } from 'vitest'
import { explain } from '../../src/explain.ts'
import { hashBody } from '../../src/explanation/write.ts'
import { readPicture } from '../../src/image/decode.browser.ts'
import { openModel } from '../../src/model/open.browser.ts'
import { onNode } from './on-node.ts'
import { explainTiny, partsOf, tinyRuns } from './tiny-runs.ts'

describe('the portable runtime in a page', () => {
  test.each(['grid49', 'convolution'] as const)('gives the document that it gives in Node: %s', async (name) => {
    const inNode = onNode('tinyBodyHash', name)
    const run = tinyRuns[name]()
    const model = await openModel(partsOf(run))
    const { body } = await explainTiny(model, run)
    expect(body.backend).toMatch(/^wasm-simd kernels, onnxruntime-web [\d.]+ wasm$/)
    expect(await hashBody(body)).toBe(await inNode)
    await model.dispose()
  })

  test('explains a photograph with the embedded model as it does in Node', async () => {
    // Both at the same time, since each takes seconds.
    const inNode = onNode('photographBodyHash', 'panda.jpg')
    const model = await openModel(defaultModel)
    const picture = await readPicture(new URL('../../../../models/default/samples/panda.jpg', import.meta.url))
    const { body } = await explain(model, picture, { budget: 32 })
    expect(body.target.label).toMatch(/panda/)
    expect(await hashBody(body)).toBe(await inNode)
    await model.dispose()
  })
})
