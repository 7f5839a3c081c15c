import { TelltaleError } from '../errors.ts'
import type { Target } from '../evaluator/mask-evaluator.ts'
import type { Explanation } from '../explanation/document.ts'
import { findClass } from '../model/find-class.ts'
import type { ExplainOptions, WantedTarget } from './options.ts'

/** One target of an explanation and how it came about. */
export interface ResolvedTarget extends Target {
  readonly label: string
  readonly againstLabel?: string
  readonly why: Explanation['body']['target']['why']
}

/** The classes that are meant. `predicted` is the model's own answer. Throws USAGE_CLASS_UNKNOWN and USAGE_PARAMETER. */
export function resolveTarget(
  wanted: WantedTarget,
  options: Pick<ExplainOptions, 'truth' | 'against'>,
  labels: readonly string[],
  predicted: number,
): ResolvedTarget {
  const index = wanted === 'top1' ? predicted : findClass(labels, wanted === 'truth' ? requireTruth(options.truth) : wanted)
  const nameOf = (at: number): string => labels[at] ?? String(at)
  const isTruth = options.truth !== undefined && findClass(labels, options.truth) === index
  const target: ResolvedTarget = {
    class: index,
    label: nameOf(index),
    why: wanted === 'top1' ? 'predicted' : isTruth ? 'truth' : 'given',
  }
  if (options.against === undefined) return target
  const against = findClass(labels, options.against)
  if (against !== index) return { ...target, against, againstLabel: nameOf(against) }
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `"against" is the target itself, class ${index}.`,
    'Compare the target with another class.',
    { value: index },
  )
}

function requireTruth(truth: number | string | undefined): number | string {
  if (truth !== undefined) return truth
  throw new TelltaleError(
    'USAGE_PARAMETER',
    'The target is the true class, and nobody said which that is.',
    'Give the class that the picture shows as "truth" (--truth).',
    { value: 'truth' },
  )
}
