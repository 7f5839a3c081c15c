import type { Explanation } from '../explanation/document.ts'
import { nameMethods } from './compared-methods.ts'
import { comparisonSentences } from './comparison-sentences.ts'
import { type MethodFigure, methodFigures } from './method-figures.ts'

/** A comparison without its pictures. */
export interface ComparisonSummary {
  /** Name of each method, in the order of the documents. */
  readonly names: readonly string[]
  readonly figures: readonly MethodFigure[]
  /** Who does best on this picture, and what that does not prove. */
  readonly sentences: readonly string[]
}

/** What is to be said of several methods on one picture and one target. */
export function summariseComparison(documents: readonly Explanation[]): ComparisonSummary {
  const methods = nameMethods(documents)
  return {
    names: methods.map(({ name }) => name),
    figures: methodFigures(methods),
    sentences: comparisonSentences(methods),
  }
}
