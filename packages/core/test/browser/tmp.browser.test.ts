import { expect, test } from 'vitest'
import { openModel } from '../../src/model/open.browser.ts'
import { onNode } from './on-node.ts'
import { explainTiny, partsOf, tinyRuns } from './tiny-runs.ts'
test('x', async () => {
    const run = tinyRuns.grid49()
    const model = await openModel(partsOf(run))
    const { body } = await explainTiny(model, run)
    const other = await onNode('tinyBody', 'grid49')
    expect(JSON.parse(JSON.stringify(body))).toEqual(other)
})
