import type { Warning } from '../model/classifier.ts'
import type { FoundAnswer } from './find-answer.ts'

/** What a document has to say of how an answer was looked for: that the search was cut short. */
export function answerWarnings(answer: FoundAnswer | null, regions: number): readonly Warning[] {
  if (!answer?.shortened) return []
  return [
    {
      code: 'ANSWER_SHORTENED',
      message: `With ${regions} regions trying to leave out each one of the answer or of the flip would take too many forwards, so it was cut short: some of them may not be needed. Fewer regions are tried in full.`,
    },
  ]
}
