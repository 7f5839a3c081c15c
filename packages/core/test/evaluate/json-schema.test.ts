import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { evaluationJsonSchema } from '../../src/evaluate/evaluation.ts'

it('publishes the schema of an evaluation; after a change run `npm run schema`', () => {
  const file = new URL('../../schema/evaluation.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(evaluationJsonSchema())
})
