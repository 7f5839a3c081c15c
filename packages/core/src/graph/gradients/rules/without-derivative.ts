import type { Rule, Rules } from '../rule.ts'

const nothingFlows: Rule = { through: [], backward: () => [] }

/** Operators whose results are steps, positions, sizes or numbers of their own: nothing flows back through them. */
export const rulesWithoutDerivative: Rules = Object.fromEntries(
  [
    ...['Shape', 'Size', 'ArgMax', 'ArgMin', 'NonZero', 'Unique', 'NonMaxSuppression', 'OneHot', 'Hardmax'],
    ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'IsNaN', 'IsInf'],
    ...['And', 'Or', 'Xor', 'Not', 'BitShift', 'BitwiseAnd', 'BitwiseOr', 'BitwiseXor', 'BitwiseNot'],
    ...['Sign', 'Floor', 'Ceil', 'Round'],
    ...['Constant', 'ConstantOfShape', 'Range', 'EyeLike', 'HannWindow', 'HammingWindow', 'BlackmanWindow'],
    ...['RandomNormal', 'RandomNormalLike', 'RandomUniform', 'RandomUniformLike', 'Bernoulli', 'Multinomial'],
  ].map((opType) => [opType, nothingFlows]),
)
