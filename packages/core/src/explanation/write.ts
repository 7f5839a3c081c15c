import { sha256 } from '../sha256.ts'
import type { Explanation, ExplanationBody } from './document.ts'

/** The document as text: two spaces, long lists of numbers on one line so that people can read it. */
export function writeExplanation(document: Explanation): string {
  const text = JSON.stringify(document, null, 2)
  // A line break never stands inside a string, so nothing but lists is touched.
  const lists = /\[\n\s*(?:-?[\d.e+-]+|null)(?:,\n\s*(?:-?[\d.e+-]+|null))*\n\s*\]/g
  return `${text.replace(lists, (list) => list.replace(/\n\s*/g, ' ').replace('[ ', '[').replace(' ]', ']'))}\n`
}

/** Hexadecimal SHA-256 of `body` in canonical form (keys sorted, no spaces): equal for two runs of the same inputs. */
export function hashBody(body: ExplanationBody): Promise<string> {
  return sha256(new TextEncoder().encode(canonical(body)))
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}
