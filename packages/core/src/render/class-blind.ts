import type { ExplanationBody } from '../explanation/document.ts'
import { findMethod } from './find-method.ts'

/** What is said beside the name of a method whose map does not depend on the class. */
export const sameForEveryClass = 'the same for every class'

/** Whether the document's method says the same, or nearly so, of every class. */
export function isClassBlind(body: Pick<ExplanationBody, 'method' | 'warnings'>): boolean {
  return body.warnings.some(({ code }) => code === 'METHOD_CLASS_INSENSITIVE') || findMethod(body)?.classSensitive === false
}
