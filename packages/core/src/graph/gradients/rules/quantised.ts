import type { Rule, Rules } from '../rule.ts'

/** Operators of quantised networks. Constant weights behind DequantizeLinear need nothing; numbers that are rounded on the way have no derivative. */
export const quantisedRules: Rules = {
  DequantizeLinear: { through: [0], backward: () => [] },
  QuantizeLinear: rounding([0]),
  DynamicQuantizeLinear: rounding([0]),
  MatMulInteger: rounding([0, 1]),
  ConvInteger: rounding([0, 1]),
  QLinearMatMul: rounding([0, 3]),
  QLinearConv: rounding([0, 3]),
}

function rounding(through: readonly number[]): Rule {
  return {
    through,
    carriesIntegers: true,
    backward: () => [],
    refuses: () =>
      'rounded activations have no derivative: take the model before quantisation, or one with quantised weights only',
  }
}
