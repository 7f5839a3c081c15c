import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { explanationJsonSchema } from '../../src/explanation/json-schema.ts'

it('publishes the schema that the reader checks; after a change run `npm run schema`', () => {
  const file = new URL('../../schema/explanation.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(explanationJsonSchema())
})
