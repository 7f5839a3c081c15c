import type { Rule, Rules } from '../rule.ts'

/** Operators that have a derivative but no rule, with what they do in words. */
export const refusedRules: Rules = {
  GridSample: refused('reads at computed places'),
  ReverseSequence: refused('reverses parts of different lengths'),
}

function refused(reason: string): Rule {
  return { through: [0], refuses: () => reason, backward: () => [] }
}
