import type { ExplanationAnswer, ExplanationBody } from '../explanation/document.ts'

/** Whether the target keeps its score whatever is hidden: any region would then pass for an answer. */
export function isConstant({ warnings }: ExplanationBody): boolean {
  return warnings.some(({ code }) => code === 'SCORE_CONSTANT')
}

/** The answer as far as it may look like a finding: none where the score is constant. */
export function shownAnswer(body: ExplanationBody): ExplanationAnswer | null {
  return isConstant(body) ? null : body.answer
}
