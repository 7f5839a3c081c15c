import type { ExplanationBody } from '../explanation/document.ts'
import { methods } from '../methods/registry.ts'

/** What is known of the document's method; nothing of a map from elsewhere. */
export function findMethod({ method }: Pick<ExplanationBody, 'method'>) {
  return methods.find(({ name }) => name === method.name)
}
