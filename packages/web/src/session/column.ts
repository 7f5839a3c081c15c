import type { Explanation } from '@telltale/core'
import type { Failure, PartialOrder, WorkProgress } from '../worker/protocol.ts'

/** What one column of the page is about: a class and a method; null stands for the model's own answer. */
export interface Question {
  readonly method: string
  readonly class: number | null
  /** The class in words, where it is known already. */
  readonly label: string | null
}

/** One explanation beside others, and how far it is. */
export interface Column {
  readonly id: number
  readonly question: Question
  readonly state:
    | { readonly kind: 'working'; readonly progress: WorkProgress | null; readonly partial: PartialOrder | null }
    | { readonly kind: 'done'; readonly document: Explanation }
    | { readonly kind: 'cancelled'; readonly partial: PartialOrder | null }
    | { readonly kind: 'failed'; readonly failure: Failure }
}

/** The document of a column, once there is one. */
export function documentOf({ state }: Column): Explanation | null {
  return state.kind === 'done' ? state.document : null
}

/** Whether two columns would be the same explanation. */
export function isSameQuestion(a: Question, b: Question): boolean {
  return a.method === b.method && a.class === b.class
}
