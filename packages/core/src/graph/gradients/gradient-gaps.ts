import { graphOf, type OnnxModel } from '../proto.ts'
import { activeTensors } from './active-tensors.ts'
import { missingRules, noWay } from './require-rules.ts'
import { type RuleSurroundings, ruleViews } from './rule-view.ts'

/** What a derivative of `of` by `wrt` has no rule for, each once and in words, or why it would be zero whatever the tensor holds; empty where it can be had. */
export function gradientGaps(model: OnnxModel, of: string, wrt: string, surroundings: RuleSurroundings): readonly string[] {
  const { active, walked } = activeTensors(graphOf(model), of, [wrt], surroundings.facts)
  if (!active.has(of)) return [noWay]
  return missingRules(walked, ruleViews(model, surroundings, active, [wrt]))
}
