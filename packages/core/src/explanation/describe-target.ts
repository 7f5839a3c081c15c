import { shortLabel } from '../model/short-label.ts'
import type { ExplanationBody } from './document.ts'

/** The class that the target is compared with, as people say it; null where it competes with all. */
export function rivalOf({ target }: Pick<ExplanationBody, 'target'>): string | null {
  if (target.against === undefined) return null
  return target.againstLabel === undefined ? `class ${target.against}` : shortLabel(target.againstLabel)
}

/** The target as people say it; a comparison names the other class too, both by their whole labels where the short ones are the same. */
export function describeTarget(body: Pick<ExplanationBody, 'target'>): string {
  const rival = rivalOf(body)
  const { label, againstLabel } = body.target
  const own = shortLabel(label)
  if (rival === null) return own
  return own === rival ? `${label} rather than ${againstLabel}` : `${own} rather than ${rival}`
}
