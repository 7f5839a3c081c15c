import { positionIn } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { floatAttribute, integerAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { type Inference, type Inferences, made, type NodeView, one, valuesOf } from '../inference.ts'
import { broadcastAll } from './broadcast-all.ts'

/** The outputs of operators that treat each element alone: shapes broadcast, and few exact operators keep the numbers of constants. */
export const elementwiseInferences: Inferences = {
  ...sameAsFirst([
    ...[
      'LeakyRelu',
      'Elu',
      'Selu',
      'Celu',
      'Gelu',
      'Mish',
      'Swish',
      'Sigmoid',
      'HardSigmoid',
      'HardSwish',
      'Softplus',
      'Softsign',
    ],
    ...[
      'ThresholdedRelu',
      'PRelu',
      'Shrink',
      'Tanh',
      'Erf',
      'Exp',
      'Log',
      'Sin',
      'Cos',
      'Tan',
      'Asin',
      'Acos',
      'Atan',
      'Sinh',
      'Cosh',
    ],
    ...['Asinh', 'Acosh', 'Atanh', 'BitwiseNot', 'ReverseSequence'],
    ...['Gelu', 'FastGelu', 'QuickGelu', 'BiasGelu', 'BiasSplitGelu', 'QLinearSigmoid', 'QLinearLeakyRelu'].map(
      (name) => `com.microsoft::${name}`,
    ),
  ]),
  Identity: mapped((value) => value),
  Relu: mapped((value) => Math.max(0, value)),
  Neg: mapped((value) => -value),
  Abs: mapped(Math.abs),
  Floor: mapped(Math.floor),
  Ceil: mapped(Math.ceil),
  Round: mapped(roundHalfToEven),
  Sign: mapped(Math.sign),
  Sqrt: mapped(Math.sqrt),
  Reciprocal: mapped((value) => 1 / value),
  Not: mapped((value) => (value === 0 ? 1 : 0)),
  Clip: inferClip,
  Cast: inferCast,
  CastLike: (view) => convert(view, view.inputs[1]?.elementType ?? 0),
  IsNaN: tested,
  IsInf: tested,

  Add: combined((a, b) => a + b),
  Sub: combined((a, b) => a - b),
  Mul: combined((a, b) => a * b),
  Div: combined((a, b) => a / b),
  Pow: combined((a, b) => a ** b),
  Mod: inferModulo,
  Min: combined((a, b) => Math.min(a, b)),
  Max: combined((a, b) => Math.max(a, b)),
  Sum: combined((a, b) => a + b),
  Mean: combined(null),
  BitShift: combined(null),
  BitwiseAnd: combined(null),
  BitwiseOr: combined(null),
  BitwiseXor: combined(null),
  And: compared((a, b) => a !== 0 && b !== 0),
  Or: compared((a, b) => a !== 0 || b !== 0),
  Xor: compared((a, b) => (a !== 0) !== (b !== 0)),
  Equal: compared((a, b) => a === b),
  Greater: compared((a, b) => a > b),
  GreaterOrEqual: compared((a, b) => a >= b),
  Less: compared((a, b) => a < b),
  LessOrEqual: compared((a, b) => a <= b),
  Where: inferWhere,
  'com.microsoft::QLinearAdd': inferQuantisedPair,
  'com.microsoft::QLinearMul': inferQuantisedPair,
}

function sameAsFirst(names: readonly string[]): Inferences {
  return Object.fromEntries(names.map((name) => [name, ({ inputs: [x] }: NodeView) => one(x!.elementType, x!.dims)]))
}

function mapped(of: (value: number) => number): Inference {
  return (view) => {
    const [x] = view.inputs
    return one(x!.elementType, x!.dims, () => valuesOf(view, 0)?.map(of) ?? null)
  }
}

/** A plain rounding takes 2.5 to 3, ONNX's takes it to 2. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  if (rest !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}

function inferClip(view: NodeView): readonly TensorFact[] | null {
  const { node, inputs, opset } = view
  const [x, least, most] = inputs
  const bound = (fact: TensorFact | undefined, name: string, otherwise: number): number | undefined => {
    if (opset < 11) return floatAttribute(node, name, otherwise)
    return fact === undefined ? otherwise : fact.values?.[0]
  }
  const low = bound(least, 'min', -Infinity)
  const high = bound(most, 'max', Infinity)
  return one(x!.elementType, x!.dims, () => {
    if (low === undefined || high === undefined) return null
    return valuesOf(view, 0)?.map((value) => Math.min(Math.max(value, low), high)) ?? null
  })
}

function inferCast(view: NodeView): readonly TensorFact[] | null {
  return convert(view, integerAttribute(view.node, 'to', 0))
}

function convert(view: NodeView, elementType: number): readonly TensorFact[] | null {
  const [x] = view.inputs
  return elementType === 0 ? null : one(elementType, x!.dims, () => valuesOf(view, 0))
}

function tested({ inputs: [x] }: NodeView): readonly TensorFact[] | null {
  return one(elementTypes.boolean, x!.dims)
}

function combined(of: ((a: number, b: number) => number) | null): Inference {
  return ({ inputs }) => combine(inputs, inputs[0]!.elementType, of)
}

function compared(of: (a: number, b: number) => boolean): Inference {
  return ({ inputs }) => combine(inputs, elementTypes.boolean, (a, b) => (of(a, b) ? 1 : 0))
}

/** Any number of tensors, two at a time from the left. */
function combine(
  inputs: readonly (TensorFact | undefined)[],
  elementType: number,
  of: ((a: number, b: number) => number) | null,
): readonly TensorFact[] | null {
  const given = inputs.filter((input) => input !== undefined)
  if (given.length < inputs.length) return null
  const [first, ...others] = given
  if (others.length === 0) return [made(elementType, first!.dims, () => first!.values)]
  let sum = first!
  for (const other of others) {
    const dims = broadcastAll([sum, other])
    if (dims === null) return null
    const [left, right] = [sum, other]
    sum = made(elementType, dims, () => {
      if (of === null || left.values === null || right.values === null) return null
      const [a, b] = [positionIn(left.dims, dims), positionIn(right.dims, dims)]
      const count = dims.reduce((product, size) => product * size, 1)
      return Array.from({ length: count }, (_, i) => of(left.values![a(i)]!, right.values![b(i)]!))
    })
  }
  return [sum]
}

/** The sign of the result is that of the divisor, or with `fmod` that of the dividend. */
function inferModulo({ node, inputs }: NodeView): readonly TensorFact[] | null {
  const takesDividend = integerAttribute(node, 'fmod', 0) === 1
  return combine(inputs, inputs[0]!.elementType, (a, b) => (takesDividend ? a % b : ((a % b) + b) % b))
}

function inferWhere({ inputs }: NodeView): readonly TensorFact[] | null {
  const [condition, whenTrue, whenFalse] = inputs as readonly TensorFact[]
  const dims = broadcastAll([condition!, whenTrue!, whenFalse!])
  if (dims === null) return null
  return one(whenTrue!.elementType, dims, () => {
    if (!condition!.values || !whenTrue!.values || !whenFalse!.values) return null
    const [c, t, f] = [positionIn(condition!.dims, dims), positionIn(whenTrue!.dims, dims), positionIn(whenFalse!.dims, dims)]
    const count = dims.reduce((product, size) => product * size, 1)
    return Array.from({ length: count }, (_, i) =>
      condition!.values![c(i)] === 0 ? whenFalse!.values![f(i)]! : whenTrue!.values![t(i)]!,
    )
  })
}

/** Inputs are tensor, scale, zero point, tensor, scale, zero point. */
function inferQuantisedPair({ inputs }: NodeView): readonly TensorFact[] | null {
  return one(inputs[0]!.elementType, broadcastAll([inputs[0]!, inputs[3]!]))
}
