import { TelltaleError } from '../../errors.ts'
import type { OnnxNode } from '../proto.ts'
import type { RuleView } from './rule.ts'
import { ruleOf } from './rules.ts'

/** Throws GRADIENT_NO_RULE naming everything on the way that cannot be differentiated, each once. */
export function requireRules(nodes: readonly OnnxNode[], look: (node: OnnxNode) => RuleView): void {
  const gaps = missingRules(nodes, look)
  if (gaps.length === 0) return
  throw new TelltaleError(
    'GRADIENT_NO_RULE',
    `This model cannot be differentiated: there is no rule for ${gaps.join('; ')}.`,
    fix,
    { value: gaps.join('; ') },
  )
}

/** Throws GRADIENT_NO_RULE where no way with a derivative leads from one of `wrt` to `of`: zeros would look like an answer. */
export function requireWays(active: ReadonlySet<string>, of: string, wrt: readonly string[]): void {
  const cut = wrt.find((tensor) => !active.has(tensor))
  if (cut === undefined) return
  throw new TelltaleError('GRADIENT_NO_RULE', `"${of}" has no derivative by "${cut}": ${noWay}.`, fix, { value: cut })
}

/** Why there is no derivative where no operator lacks a rule. */
export const noWay = 'nothing leads from one to the other but steps, positions or whole numbers, which do not change smoothly'

const fix = 'Choose a method that reads scores only (telltale methods lists them), or export the model with other operators.'

/** Operators without a rule, and attributes or ranks that a rule does not cover, each once and in words. */
export function missingRules(nodes: readonly OnnxNode[], look: (node: OnnxNode) => RuleView): readonly string[] {
  const gaps = nodes.flatMap((node) => {
    const rule = ruleOf(node)
    if (rule === undefined) return [node.domain === '' ? node.opType : `${node.domain}::${node.opType}`]
    const reason = rule.refuses?.(look(node)) ?? null
    return reason === null ? [] : [`${node.opType} (${reason})`]
  })
  return [...new Set(gaps)]
}
