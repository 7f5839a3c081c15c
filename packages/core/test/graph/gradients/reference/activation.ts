import { zip } from './elementwise.ts'
import { by, erf, sigmoid, softplus } from './functions.ts'
import type { Attributes, Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const activationReferences: Readonly<Record<string, Reference>> = {
  Relu: by((x) => Math.max(x, 0)),
  LeakyRelu: shaped(
    ({ float }) =>
      (x) =>
        x < 0 ? float('alpha', 0.01) * x : x,
  ),
  PRelu: ([x, slope]) => [zip(x!, slope!, (a, s) => (a < 0 ? s * a : a))],
  ThresholdedRelu: shaped(
    ({ float }) =>
      (x) =>
        x > float('alpha', 1) ? x : 0,
  ),
  Shrink: shaped(({ float }) => (x) => {
    const [lambd, bias] = [float('lambd', 0.5), float('bias', 0)]
    if (x < -lambd) return x + bias
    return x > lambd ? x - bias : 0
  }),
  Clip: ([x, lower, upper]) => {
    const above = zip(x!, lower ?? tensor64([], () => Number.NEGATIVE_INFINITY), Math.max)
    return [zip(above, upper ?? tensor64([], () => Number.POSITIVE_INFINITY), Math.min)]
  },
  Elu: shaped(
    ({ float }) =>
      (x) =>
        x < 0 ? float('alpha', 1) * (Math.exp(x) - 1) : x,
  ),
  Selu: shaped(({ float }) => (x) => {
    const [alpha, gamma] = [float('alpha', 1.6732631921768188), float('gamma', 1.0507010221481323)]
    return x > 0 ? gamma * x : gamma * (alpha * Math.exp(x) - alpha)
  }),
  Celu: shaped(({ float }) => (x) => {
    const alpha = float('alpha', 1)
    return Math.max(0, x) + Math.min(0, alpha * (Math.exp(x / alpha) - 1))
  }),
  HardSigmoid: shaped(
    ({ float }) =>
      (x) =>
        Math.max(0, Math.min(1, float('alpha', 0.2) * x + float('beta', 0.5))),
  ),
  HardSwish: by((x) => x * Math.max(0, Math.min(1, x / 6 + 0.5))),
  Mish: by((x) => x * Math.tanh(softplus(x))),
  Swish: shaped(
    ({ float }) =>
      (x) =>
        x * sigmoid(float('alpha', 1) * x),
  ),
  Gelu: shaped(({ text }) => (text('approximate', 'none') === 'tanh' ? tanhGelu : erfGelu)),
  'com.microsoft::Gelu': by(erfGelu),
  'com.microsoft::BiasGelu': biased(erfGelu),
  'com.microsoft::FastGelu': biased(tanhGelu),
  'com.microsoft::QuickGelu': shaped(
    ({ float }) =>
      (x) =>
        x * sigmoid(float('alpha', 1.702) * x),
  ),
}

/** A function of one number that attributes shape. */
function shaped(of: (attributes: Attributes) => (x: number) => number): Reference {
  return (inputs, attributes) => by(of(attributes))(inputs, attributes)
}

function biased(apply: (x: number) => number): Reference {
  return ([x, bias], attributes) => by(apply)([bias ? zip(x as Tensor64, bias, (a, b) => a + b) : x!], attributes)
}

function erfGelu(x: number): number {
  return 0.5 * x * (1 + erf(x / Math.SQRT2))
}

function tanhGelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
}
