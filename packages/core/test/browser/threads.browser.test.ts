import { expect, test } from 'vitest'
import { hashBody } from '../../src/explanation/write.ts'
import { openModel } from '../../src/model/open.browser.ts'
import { onNode } from './on-node.ts'
import { explainTiny, partsOf, tinyRuns } from './tiny-runs.ts'

test('two threads of an isolated page give the document of one thread in Node, but for their number', async () => {
  expect(crossOriginIsolated).toBe(true)
  const run = tinyRuns.convolution()
  const model = await openModel(partsOf(run), { runtime: { threads: 2 } })
  const { body } = await explainTiny(model, run)
  expect(body.threads).toBe(2)
  expect(await hashBody({ ...body, threads: 1 })).toBe(await onNode('tinyBodyHash', 'convolution'))
  await model.dispose()
})
