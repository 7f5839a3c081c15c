import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributionFromJson } from '../../src/explanation/attribution-json.ts'
import type { Explanation } from '../../src/explanation/document.ts'
import { readExplanation } from '../../src/explanation/read.ts'
import { replayOptions } from '../../src/explanation/replay.ts'
import { summarise } from '../../src/explanation/summarise.ts'
import { toMap } from '../../src/explanation/to-map.ts'
import { trustSentences } from '../../src/explanation/trust-sentences.ts'
import { hashBody, writeExplanation } from '../../src/explanation/write.ts'
import { decodeRuns } from '../../src/regions/runs.ts'
import { exampleExplanation, exampleOrder } from '../render/example-explanation.ts'
import { damaged, damages } from './damage.ts'
import { changes, damagedJson } from './damage-json.ts'
import { outcomeOf, seed } from './outcome.ts'

const files = 1500
const documents = [exampleExplanation(), exampleOrder()]

/** Everything that is done with a document that somebody else may have written. */
async function use(text: string): Promise<void> {
  const document: Explanation = readExplanation(text)
  const { body } = document
  const { width, height } = body.picture.frame
  const regions = decodeRuns(body.regions.runs, width, height, body.regions.count, body.regions.kind)
  toMap(attributionFromJson(body.attribution), regions, { width, height })
  summarise(document)
  trustSentences(document)
  replayOptions(document)
  await hashBody(body)
  writeExplanation(document)
}

describe(`${files} hostile documents (seed ${seed})`, () => {
  it('changed in their fields: read and used, or refused with a code', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...documents), changes, async (document, all) => {
      expect(await outcomeOf(() => use(damagedJson(document, all)))).toMatch(/^(fine|DOCUMENT_INVALID|DOCUMENT_VERSION)$/)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it('changed in their bytes: read and used, or refused with a code', async () => {
    const bytes = Buffer.from(writeExplanation(documents[0]!))
    const property = fc.asyncProperty(damages, async (all) => {
      const text = Buffer.from(damaged(bytes, all)).toString('utf8')
      expect(await outcomeOf(() => use(text))).toMatch(/^(fine|DOCUMENT_INVALID|DOCUMENT_VERSION)$/)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it('leave objects as they are for everybody else', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...documents), changes, async (document, all) => {
      await outcomeOf(() => use(damagedJson(document, all)))
      expect(Object.keys(Object.prototype)).toEqual([])
      expect(({} as Record<string, unknown>)['length']).toBeUndefined()
    })
    await fc.assert(property, { seed, numRuns: 200 })
  })
})
