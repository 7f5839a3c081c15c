import * as z from 'zod/mini'
import { explanationSchema } from './document.ts'

/** The published JSON Schema (draft 2020-12) of the document, derived from the one definition that also checks it. */
export function explanationJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(explanationSchema), $id: 'urn:telltale:explanation:1', title: 'Telltale explanation' }
}
