import type { OnnxNode } from '../proto.ts'
import type { Rule, Rules } from './rule.ts'
import { activationRules } from './rules/activation.ts'
import { averagePoolingRules } from './rules/average-pooling.ts'
import { channelNormalisationRules } from './rules/channel-normalisation.ts'
import { convolutionRules } from './rules/convolution.ts'
import { cumulativeRules } from './rules/cumulative.ts'
import { einsumRules } from './rules/einsum.ts'
import { elementwiseRules } from './rules/elementwise.ts'
import { foldingRules } from './rules/folding.ts'
import { functionRules } from './rules/functions.ts'
import { gatedRules } from './rules/gated.ts'
import { indexingRules } from './rules/indexing.ts'
import { joiningRules } from './rules/joining.ts'
import { layerNormalisationRules } from './rules/layer-normalisation.ts'
import { layoutRules } from './rules/layout.ts'
import { matrixRules } from './rules/matrix.ts'
import { maxPoolingRules } from './rules/max-pooling.ts'
import { paddingRules } from './rules/padding.ts'
import { quantisedRules } from './rules/quantised.ts'
import { rectifierRules } from './rules/rectifier.ts'
import { reductionRules } from './rules/reduction.ts'
import { refusedRules } from './rules/refused.ts'
import { resizingRules } from './rules/resizing.ts'
import { scatteringRules } from './rules/scattering.ts'
import { slicingRules } from './rules/slicing.ts'
import { softmaxRules } from './rules/softmax.ts'
import { vectorNormalisationRules } from './rules/vector-normalisation.ts'
import { rulesWithoutDerivative } from './rules/without-derivative.ts'

/** Every operator with a rule, family by family. */
const rules: Rules = {
  ...elementwiseRules,
  ...functionRules,
  ...rectifierRules,
  ...activationRules,
  ...gatedRules,
  ...reductionRules,
  ...cumulativeRules,
  ...rulesWithoutDerivative,
  ...channelNormalisationRules,
  ...convolutionRules,
  ...averagePoolingRules,
  ...maxPoolingRules,
  ...einsumRules,
  ...layerNormalisationRules,
  ...matrixRules,
  ...quantisedRules,
  ...softmaxRules,
  ...vectorNormalisationRules,
  ...foldingRules,
  ...indexingRules,
  ...joiningRules,
  ...layoutRules,
  ...paddingRules,
  ...refusedRules,
  ...resizingRules,
  ...scatteringRules,
  ...slicingRules,
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
