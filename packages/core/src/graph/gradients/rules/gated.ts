import { floatAttribute, textAttribute } from '../../node.ts'
import type { OnnxNode } from '../../proto.ts'
import { binary, scaled, unary, unbroadcast } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import { once } from '../once.ts'
import type { Rule, Rules } from '../rule.ts'

/** Smooth activations `y = x * gate(x)`; some add a bias to `x` first. */
export const gatedRules: Rules = {
  Gelu: gated((build, x, node) =>
    textAttribute(node, 'approximate', 'none') === 'tanh' ? tanhGelu(build, x) : erfGelu(build, x),
  ),
  'com.microsoft::Gelu': gated(erfGelu),
  'com.microsoft::BiasGelu': gated(erfGelu),
  'com.microsoft::FastGelu': gated(tanhGelu),
  'com.microsoft::QuickGelu': gated((build, x, node) => swish(build, x, floatAttribute(node, 'alpha', 1.702))),
  Swish: gated((build, x, node) => swish(build, x, floatAttribute(node, 'alpha', 1))),
  Mish: gated((build, x) => {
    const gate = unary(build, 'Tanh', unary(build, 'Softplus', x))
    const rise = binary(build, 'Sub', build.scalar(1), binary(build, 'Mul', gate, gate))
    return binary(build, 'Add', gate, binary(build, 'Mul', binary(build, 'Mul', x, unary(build, 'Sigmoid', x)), rise))
  }),
}

/** The cotangent times a slope, which is made from the argument, the bias included. */
function gated(slope: (build: GraphBuilder, argument: string, node: OnnxNode) => string): Rule {
  return {
    through: [0, 1],
    backward: (context) => {
      const { build, node, cotangent } = context
      const [x, bias] = node.input as [string, string?]
      const toArgument = once(() => binary(build, 'Mul', cotangent, slope(build, bias ? binary(build, 'Add', x, bias) : x, node)))
      return [toArgument, () => unbroadcast(build, toArgument(), context.input(1).dims)]
    },
  }
}

/** The normal distribution function as the gate: `Phi(x) + x*phi(x)`, in as few passes over the tensor as the operators allow. */
function erfGelu(build: GraphBuilder, x: string): string {
  const argument = scaled(build, x, Math.SQRT1_2)
  const half = { float: 0.5 }
  // Halves and shifts at once; what it cuts off lies outside of the range of Erf.
  const gate = build.add('HardSigmoid', [unary(build, 'Erf', argument)], build.dims(x), { alpha: half, beta: half })
  // Dividing saves the change of sign; where Exp overflows the quotient is the right 0.
  const bell = binary(build, 'Div', argument, unary(build, 'Exp', binary(build, 'Mul', argument, argument)))
  return binary(build, 'Add', gate, scaled(build, bell, 1 / Math.sqrt(Math.PI)))
}

/** Its approximation by tanh, which is the gate `sigmoid(u)` with `u = 2*sqrt(2/pi) * (x + 0.044715 x^3)`. */
function tanhGelu(build: GraphBuilder, x: string): string {
  const linear = 2 * Math.sqrt(2 / Math.PI)
  const cubic = linear * 0.044715
  const square = binary(build, 'Mul', x, x)
  const factor = binary(build, 'Add', scaled(build, square, cubic), build.scalar(linear))
  const rise = binary(build, 'Add', scaled(build, square, 3 * cubic), build.scalar(linear))
  return sigmoidGated(build, x, unary(build, 'Sigmoid', binary(build, 'Mul', x, factor)), rise)
}

function swish(build: GraphBuilder, x: string, alpha: number): string {
  return sigmoidGated(build, x, unary(build, 'Sigmoid', scaled(build, x, alpha)), build.scalar(alpha))
}

/** Slope of `x * gate` with the gate `sigmoid(u)`, `rise` being the derivative of `u`: `gate * (1 + x*(1-gate)*rise)`. */
function sigmoidGated(build: GraphBuilder, x: string, gate: string, rise: string): string {
  const rest = binary(build, 'Mul', binary(build, 'Mul', x, binary(build, 'Sub', build.scalar(1), gate)), rise)
  return binary(build, 'Mul', gate, binary(build, 'Add', build.scalar(1), rest))
}
