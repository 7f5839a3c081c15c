import { TelltaleError } from '../errors.ts'
import { type Measurements, measurementsSchema } from './measurements.ts'

/** Longer text is no measurement: one of every kernel has some hundred lines. */
const longestText = 4 * 1024 * 1024
const schemaName = measurementsSchema.shape.schema.value

/**
 * Reads what `measureKernels` found from JSON and checks every field. `name` is what messages call it. Throws DOCUMENT_VERSION for another
 * version's schema, DOCUMENT_INVALID with the first wrong field and its value otherwise.
 */
export function readMeasurements(text: string, name: string): Measurements {
  if (text.length > longestText) throw invalid(name, `it is longer than ${longestText} characters`, text.length)
  const json = parse(text, name)
  const schema = typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined
  if (typeof schema === 'string' && /^telltale-bench\//.test(schema) && schema !== schemaName) throw otherVersion(name, schema)
  const result = measurementsSchema.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const place = issue.path.join('.')
  const value = valueAt(json, issue.path)
  throw invalid(name, `${place === '' ? 'the whole' : place}: ${issue.message}`, value)
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalid(name, 'it is no JSON', text.slice(0, 40), cause)
  }
}

/** What stands there, short enough for a message. */
function valueAt(json: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[key] : undefined),
    json,
  )
  return (JSON.stringify(found) ?? 'missing').slice(0, 40)
}

function otherVersion(name: string, schema: string): TelltaleError {
  return new TelltaleError(
    'DOCUMENT_VERSION',
    `"${name}" has the schema "${schema}"; this version reads "${schemaName}".`,
    'Measure the baseline again with this version.',
    { file: name, value: schema, limit: schemaName },
  )
}

function invalid(name: string, what: string, value: string | number, cause?: unknown): TelltaleError {
  return new TelltaleError(
    'DOCUMENT_INVALID',
    `"${name}" is no measurement of kernels: ${what} (${value}).`,
    'Pass a file that telltale bench --json wrote, unchanged.',
    { file: name, value },
    cause,
  )
}
