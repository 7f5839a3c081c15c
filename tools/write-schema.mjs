// Writes the published JSON Schemas of explanations and evaluations from their one definition each in core. Run after changing those.
import { writeFileSync } from 'node:fs'
import { setUp } from './setup.mjs'

setUp()
const { evaluationJsonSchema, explanationJsonSchema } = await import('@telltale/core')
for (const [name, schema] of Object.entries({ explanation: explanationJsonSchema(), evaluation: evaluationJsonSchema() })) {
  const file = new URL(`../packages/core/schema/${name}.schema.json`, import.meta.url)
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`)
}
