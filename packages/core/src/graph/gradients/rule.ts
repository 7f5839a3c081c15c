import type { TensorFact } from '../facts.ts'
import type { OnnxNode } from '../proto.ts'
import type { GraphBuilder } from './graph-builder.ts'
import type { ProviderPolicy } from './provider-policy.ts'

/** What happens at a rectifier on the way back. Guided: only positive cotangents pass; deconvolution: these and no look at the forward sign. */
export type RectifierRule = 'plain' | 'guided' | 'deconvolution'

/** What a rule may look at before anything is written. */
export interface RuleView {
  readonly node: OnnxNode
  readonly policy: ProviderPolicy
  readonly rectifier: RectifierRule
  /** What is known of the node's input or output of that index. Throws RangeError for one that is absent. */
  readonly input: (index: number) => TensorFact
  readonly output: (index: number) => TensorFact
  /** The numbers of a constant input, whatever its size; null where it is no constant or absent. */
  readonly constant: (index: number) => ArrayLike<number> | null
  /** Whether the input of that index is a constant of the model, or computed from constants alone; asks without reading numbers. */
  readonly isConstant: (index: number) => boolean
  /** The node that makes the input of that index; null where none does, and where the input is itself differentiated by. */
  readonly producer: (index: number) => OnnxNode | null
  /** Whether a derivative flows through the input of that index to one of the tensors that are differentiated by. */
  readonly isActive: (index: number) => boolean
}

/** Everything a rule works with. */
export interface RuleContext extends RuleView {
  /** Writes nodes of the backward part. */
  readonly build: GraphBuilder
  /** Cotangent of the first output that has one. */
  readonly cotangent: string
  /** Cotangents of all outputs; null where nothing depends on one. */
  readonly cotangents: readonly (string | null)[]
  /** Replaces the forward node, as to ask for one more output. */
  readonly amend: (node: OnnxNode) => void
}

/** Makes the cotangent of one input and returns its name; null says that it is zero. Called only where the result is needed. */
export type Contribution = () => string | null

/**
 * The backward part of one operator: a contribution per input that can be differentiated by, in the order of the node's inputs; null or nothing
 * for the others. The cotangent of an input has that input's shape.
 */
export interface Rule {
  /** Inputs through which a derivative may flow; the others (axes, indices, conditions, running statistics) never make a tensor active. */
  readonly through: 'all' | readonly number[]
  readonly backward: (context: RuleContext) => readonly (Contribution | null)[]
  /** Set where integer results stand for fractions, so that what depends on them is not taken for a constant. */
  readonly carriesIntegers?: true
  /** Why this very node cannot be differentiated (an attribute or rank without a rule), or null. Asked before anything is written. */
  readonly refuses?: (view: RuleView) => string | null
}

/** Rules by operator. */
export type Rules = Readonly<Record<string, Rule>>
