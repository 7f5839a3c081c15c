/** What the sentences about an answer are made from; all numbers as measured. */
export interface AnswerFacts {
  /** Name of the target. */
  readonly label: string
  /** Name of the class that the target is compared with; null where it competes with all. Probabilities are then shares of the two. */
  readonly rival: string | null
  /** Whether the whole picture is given the target; in a comparison, whether it is preferred to the rival. */
  readonly targetIsPredicted: boolean
  /** Target probability of the whole picture. */
  readonly whole: number
  /** Number of regions of the frame. */
  readonly regions: number
  /** What hidden pixels become, such as "the picture's mean colour", and on the second baseline, such as "a blurred background". */
  readonly baseline: string
  readonly secondBaseline: string
  /** Whether the target's probability barely moves, whatever is hidden. */
  readonly constant: boolean
  /** Whether the target is given with every region hidden. */
  readonly blankIsTarget: boolean
  /** Share of the reference that the answer keeps. */
  readonly threshold: number
  /** Null when nothing that was tried gives the target. */
  readonly answer: AnswerSetFacts | null
  /** The order of a method whose sets are not searched; null when the method searches sets itself. */
  readonly otherOrder: OtherOrderFacts | null
  /** The best prefix of the order, said when there is no answer. */
  readonly peak: { readonly regions: number; readonly probability: number } | null
  readonly flip: FlipFacts | null
  /** Whether what was not tried was left out because there are so many regions, not because the budget ended; absent = no. */
  readonly shortened?: boolean
}

export interface AnswerSetFacts {
  readonly regions: number
  /** Share of the frame. */
  readonly share: number
  /** Target probability when only the answer is shown. */
  readonly kept: number
  readonly irreducible: boolean
  /** Whether the target is also given on the second baseline; null when that was not asked. */
  readonly holds: boolean | null
  /** Other sets of as many regions that are enough too, and how many regions all of them share. */
  readonly others: { readonly found: number; readonly core: number }
  /** What is enough without the answer; null when that was not asked. */
  readonly second: {
    /** Whether everything but the answer is enough. */
    readonly restHolds: boolean
    /** Null when no small set was found. */
    readonly set: { readonly regions: number; readonly share: number } | null
  } | null
}

export interface FlipFacts {
  readonly regions: number
  /** The class the model turns to, and its probability. */
  readonly label: string
  readonly probability: number
  readonly irreducible: boolean
  /** Whether the target is lost on the second baseline too; null when that was not asked. */
  readonly holds: boolean | null
}

export interface OtherOrderFacts {
  /** Name of the method. */
  readonly method: string
  /** Its shortest prefix that is enough, and that prefix's share of the frame; null when there is none or that is not known. */
  readonly prefix: { readonly regions: number; readonly share: number } | null
  /** Whether every prefix was measured. */
  readonly complete: boolean
}
