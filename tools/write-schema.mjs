// Writes the published JSON Schema of the explanation document from its one definition in core. Run after changing that.
import { writeFileSync } from 'node:fs'
import { setUp } from './setup.mjs'

setUp()
const { explanationJsonSchema } = await import('@telltale/core')
const file = new URL('../packages/core/schema/explanation.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(explanationJsonSchema(), null, 2)}\n`)
