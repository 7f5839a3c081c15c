import { sha256 } from '../sha256.ts'
import type { Explanation, ExplanationBody } from './document.ts'

/** The document as text: two spaces, long lists of numbers on one line so that people can read it. */
export function writeExplanation(document: Explanation): string {
  const text = JSON.stringify(document, null, 2)
  return `${text.replace(/\[\s+(?:(?:-?[\d.e+-]+|null),?\s*)+\]/g, (list) => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'))}\n`
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
