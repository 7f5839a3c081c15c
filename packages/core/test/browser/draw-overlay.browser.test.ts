import { beforeAll, describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { openModel } from '../../src/model/open.browser.ts'
import { decodeRuns } from '../../src/regions/runs.ts'
import { drawOverlay } from '../../src/render/draw-overlay.browser.ts'
import { explainTiny, partsOf, pictureOf, tinyRuns } from './tiny-runs.ts'

const run = tinyRuns.convolution()
const { frame } = run.tiny

describe('an overlay on a canvas', () => {
  let document: Explanation
  beforeAll(async () => {
    const model = await openModel(partsOf(run))
    document = await explainTiny(model, run)
    await model.dispose()
  })

  test('has the colours of the picture in the regions of the answer, and only there', async () => {
    const canvas = new OffscreenCanvas(1, 1)
    drawOverlay(canvas, await pictureOf(run.tiny), document)
    expect([canvas.width, canvas.height]).toEqual([8, 8])

    const { data } = canvas.getContext('2d')!.getImageData(0, 0, 8, 8)
    const { regions, answer } = document.body
    const { labels } = decodeRuns(regions.runs, 8, 8, regions.count, regions.kind)
    const isOwn = Array.from(labels, (_, pixel) =>
      [0, 1, 2].every((channel) => data[4 * pixel + channel] === frame.rgb[3 * pixel + channel]),
    )
    expect(isOwn).toEqual(Array.from(labels, (region) => answer!.regions.includes(region)))
  })

  test('is refused for another picture than the one explained', async () => {
    const other = await pictureOf({ ...run.tiny, frame: { ...frame, rgb: frame.rgb.toReversed() } })
    expect(() => drawOverlay(new OffscreenCanvas(1, 1), other, document)).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_INVALID' }),
    )
  })

  test('is refused on a canvas that draws in 3D', async () => {
    const canvas = new OffscreenCanvas(1, 1)
    canvas.getContext('webgl2')
    const picture = await pictureOf(run.tiny)
    expect(() => drawOverlay(canvas, picture, document)).toThrow(expect.objectContaining({ code: 'BACKEND_UNAVAILABLE' }))
  })
})
