import { TelltaleError } from '../errors.ts'
import { holdsFloats } from './base64.ts'
import { type Explanation, type ExplanationBody, explanationSchema } from './document.ts'

/** Text longer than this is refused before it is parsed: a document of 65 535 regions stays far below. */
const longestText = 64 * 1024 * 1024

/**
 * Reads a document and checks every field, and that its lists fit together. `name` is only for messages.
 * Throws DOCUMENT_VERSION for another schema and DOCUMENT_INVALID with the first wrong field.
 */
export function readExplanation(text: string, name = 'document'): Explanation {
  if (text.length > longestText) throw invalid(name, 'it is longer than 64 MiB', text.length)
  const json = parse(text, name)
  const schema = typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined
  if (typeof schema === 'string' && schema !== 'telltale/1') {
    throw new TelltaleError(
      'DOCUMENT_VERSION',
      `"${name}" has the schema "${schema}"; this version reads "telltale/1".`,
      'Read it with the version that wrote it, or explain the picture again.',
      {
        file: name,
        value: schema,
        limit: 'telltale/1',
      },
    )
  }
  const result = explanationSchema.safeParse(json)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw invalid(name, `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'not as the schema says'}`)
  }
  requireConsistent(result.data, name)
  return result.data
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid(name, `it is not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}

/** What a schema cannot say: numbers that must agree with each other. */
function requireConsistent({ body }: Explanation, name: string): void {
  const { count, rows, runs } = body.regions
  const pixels = runs.reduce((sum, length, index) => (index % 2 === 1 ? sum + length : sum), 0)
  if (rows !== body.picture.frame.height || pixels !== rows * body.picture.frame.width)
    throw invalid(name, 'body.regions.runs do not fill the frame', pixels)
  if (runs.some((label, index) => index % 2 === 0 && label >= count))
    throw invalid(name, 'body.regions.runs name a region that does not exist', count)
  requireWholeAttribution(body, name)
  requireRegions(body, name)
  for (const curve of ['insertion', 'deletion'] as const) {
    const { share, score } = body.curves[curve]
    if (share.length !== score.length)
      throw invalid(name, `body.curves.${curve} has ${share.length} shares and ${score.length} scores`, score.length)
  }
}

/** Every list of regions names existing ones, each once. */
function requireRegions({ regions, answer, trust }: ExplanationBody, name: string): void {
  const lists = {
    'body.answer': answer?.regions,
    'body.answer.flip': answer?.flip?.regions,
    'body.answer.others.core': answer?.others.core,
    'body.answer.second': answer?.second?.set?.regions,
    'body.trust.optimum': trust.optimum?.order,
  }
  for (const [place, list] of Object.entries(lists)) {
    if (list?.some((region) => region >= regions.count))
      throw invalid(name, `${place} names a region that does not exist`, regions.count)
    if (list && new Set(list).size !== list.length) throw invalid(name, `${place} names a region twice`, list.length)
  }
}

function requireWholeAttribution({ attribution, regions, picture }: ExplanationBody, name: string): void {
  const { count } = regions
  switch (attribution.kind) {
    case 'order':
      if (attribution.order.length !== count || new Set(attribution.order.filter((region) => region < count)).size !== count)
        throw invalid(name, 'body.attribution.order is not a permutation of the regions', count)
      break
    case 'regions':
      requireLength(attribution.values.length, count)
      break
    case 'grid':
      requireLength(attribution.values.length, attribution.rows * attribution.columns)
      break
    case 'map':
      // Four bytes a pixel, four characters of base64 for three bytes.
      requireLength(attribution.values.length, 4 * Math.ceil((4 * picture.frame.width * picture.frame.height) / 3))
      if (!holdsFloats(attribution.values, picture.frame.width * picture.frame.height))
        throw invalid(name, 'body.attribution.values are not numbers in base64')
  }

  function requireLength(length: number, expected: number): void {
    if (length !== expected || expected === 0)
      throw invalid(name, `body.attribution.values has the length ${length} where ${expected} is needed`, length)
  }
}

function invalid(name: string, what: string, value?: number): TelltaleError {
  return new TelltaleError(
    'DOCUMENT_INVALID',
    `"${name}" is not an explanation: ${what}.`,
    'Pass a .json file that telltale wrote, unchanged.',
    {
      file: name,
      ...(value === undefined ? {} : { value }),
    },
  )
}
