import type { OnnxNode } from '../proto.ts'
import type { Rule, Rules } from './rule.ts'
import { elementwiseRules } from './rules/elementwise.ts'
import { functionRules } from './rules/functions.ts'

/** Every operator with a rule, family by family. */
export const rules: Rules = {
  ...elementwiseRules,
  ...functionRules,
}

/** The rule of a node's operator, or undefined. */
export function ruleOf(node: OnnxNode): Rule | undefined {
  return node.domain === '' || node.domain === 'ai.onnx' ? rules[node.opType] : rules[`${node.domain}::${node.opType}`]
}

/** Whether a derivative may flow through the input of that index. An operator without a rule counts as one that needs one. */
export function mayFlow(node: OnnxNode, index: number): boolean {
  const through = ruleOf(node)?.through ?? 'all'
  return through === 'all' || through.includes(index)
}
