import type { ExplanationBody } from '../explanation/document.ts'

/** Whose order the curves follow, to come after "in": the product's own is "this order", another method's is called by its name. */
export function orderName({ method }: ExplanationBody): string {
  if (method.name === 'submodular') return 'this order'
  return method.name === 'given' ? 'the order of the given map' : `the order of ${method.name}`
}
