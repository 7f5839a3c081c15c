import { TelltaleError } from '../errors.ts'
import type { Explanation, ExplanationBody } from '../explanation/document.ts'

/** A part of a document that several shown together may have to share. */
export type SharedPart = 'picture' | 'model' | 'target' | 'regions' | 'baseline'

const identities: Readonly<Record<SharedPart, (body: ExplanationBody) => string>> = {
  picture: ({ picture }) => picture.sha256.pixels,
  model: ({ model }) => JSON.stringify([model.sha256, model.preprocess]),
  target: ({ target }) => JSON.stringify([target.class, target.against ?? null]),
  regions: ({ regions }) => JSON.stringify(regions.runs),
  baseline: ({ baseline }) => JSON.stringify(baseline),
}

/** Throws DOCUMENT_INVALID, naming what differs, unless all documents agree with the first in these parts; `fix` says how they would. */
export function checkComparable(documents: readonly Explanation[], parts: readonly SharedPart[], fix: string): void {
  const [first] = documents
  if (!first) return
  for (const other of documents) {
    const different = parts.filter((part) => identities[part](first.body) !== identities[part](other.body))
    if (different.length === 0) continue
    throw new TelltaleError(
      'DOCUMENT_INVALID',
      `The documents cannot be shown together: their ${different.join(', ')} differ.`,
      fix,
      { file: other.body.picture.name, value: different.join(', ') },
    )
  }
}
