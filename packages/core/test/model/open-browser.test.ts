import { afterEach, describe, expect, test, vi } from 'vitest'
import { openModel } from '../../src/model/open.browser.ts'
import { convReluPoolGemm } from '../../src/testing/tiny-models/conv-relu-pool-gemm.ts'

const { model, preprocess } = convReluPoolGemm()
const bytes = model as Uint8Array<ArrayBuffer>

afterEach(() => vi.unstubAllGlobals())

describe('openModel in a page', () => {
  test('opens parts that a page fetches', async () => {
    const served: Readonly<Record<string, () => Response>> = {
      'https://example.com/birds/model.onnx': () => new Response(bytes),
      'https://example.com/birds/config.json': () => Response.json({ id2label: { 0: 'ani', 1: 'auklet', 2: 'blackbird' } }),
    }
    vi.stubGlobal('fetch', async (place: URL) => served[String(place)]!())
    const { info } = await openModel({
      model: new URL('https://example.com/birds/model.onnx'),
      config: new URL('https://example.com/birds/config.json'),
      preprocess,
    })
    expect(info).toMatchObject({ name: 'birds', labels: ['ani', 'auklet', 'blackbird'], preprocessFrom: 'option' })
  })

  test('opens a dropped file by its name', async () => {
    const { info } = await openModel(new File([bytes], 'squares.onnx'), { preprocess })
    expect(info).toMatchObject({ name: 'squares', classes: 3 })
  })

  test('says which address gave no model', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }))
    await expect(openModel('https://example.com/a.onnx')).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      message: 'https://example.com/a.onnx was answered with status 404.',
    })
  })
})
