import { binary, unary } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { Rule, Rules } from '../rule.ts'
import { throughRoot } from './power.ts'

/** Functions of one number: the cotangent `g` of `y = f(x)` becomes that of `x`. At the kinks of Abs and Sqrt, that is at 0, it is 0. */
export const functionRules: Rules = {
  Neg: by((build, g) => unary(build, 'Neg', g)),
  Abs: by((build, g, x) => binary(build, 'Mul', g, unary(build, 'Sign', x))),
  Reciprocal: by((build, g, _, y) => unary(build, 'Neg', binary(build, 'Mul', binary(build, 'Mul', g, y), y))),
  Exp: by((build, g, _, y) => binary(build, 'Mul', g, y)),
  Log: by((build, g, x) => binary(build, 'Div', g, x)),
  Sqrt: { through: [0], backward: (context) => [() => throughRoot(context)] },
  Erf: by((build, g, x) => {
    // The constant 2/sqrt(pi) goes into the exponent, where it costs no operator.
    const exponent = binary(build, 'Sub', build.scalar(Math.log(2 / Math.sqrt(Math.PI))), square(build, x))
    return binary(build, 'Mul', g, unary(build, 'Exp', exponent))
  }),
  Sin: by((build, g, x) => binary(build, 'Mul', g, unary(build, 'Cos', x))),
  Cos: by((build, g, x) => unary(build, 'Neg', binary(build, 'Mul', g, unary(build, 'Sin', x)))),
  Tan: by((build, g, _, y) => binary(build, 'Mul', g, binary(build, 'Add', build.scalar(1), square(build, y)))),
  Asin: by((build, g, x) => binary(build, 'Div', g, unary(build, 'Sqrt', oneLessSquare(build, x)))),
  Acos: by((build, g, x) => unary(build, 'Neg', binary(build, 'Div', g, unary(build, 'Sqrt', oneLessSquare(build, x))))),
  Atan: by((build, g, x) => binary(build, 'Div', g, binary(build, 'Add', build.scalar(1), square(build, x)))),
  Sinh: by((build, g, x) => binary(build, 'Mul', g, unary(build, 'Cosh', x))),
  Cosh: by((build, g, x) => binary(build, 'Mul', g, unary(build, 'Sinh', x))),
  Asinh: by((build, g, x) => {
    return binary(build, 'Div', g, unary(build, 'Sqrt', binary(build, 'Add', square(build, x), build.scalar(1))))
  }),
  Acosh: by((build, g, x) => {
    return binary(build, 'Div', g, unary(build, 'Sqrt', binary(build, 'Sub', square(build, x), build.scalar(1))))
  }),
  Atanh: by((build, g, x) => binary(build, 'Div', g, oneLessSquare(build, x))),
  Sigmoid: by((build, g, _, y) => binary(build, 'Mul', binary(build, 'Mul', g, y), binary(build, 'Sub', build.scalar(1), y))),
  Tanh: by((build, g, _, y) => binary(build, 'Mul', g, oneLessSquare(build, y))),
  Softplus: by((build, g, x) => binary(build, 'Mul', g, unary(build, 'Sigmoid', x))),
  Softsign: by((build, g, x) => {
    const size = binary(build, 'Add', unary(build, 'Abs', x), build.scalar(1))
    return binary(build, 'Div', binary(build, 'Div', g, size), size)
  }),
}

/** A rule from the names of cotangent, argument and result. */
function by(contribute: (build: GraphBuilder, cotangent: string, argument: string, result: string) => string): Rule {
  return {
    through: [0],
    backward: ({ build, node, cotangent }) => [() => contribute(build, cotangent, node.input[0]!, node.output[0]!)],
  }
}

function square(build: GraphBuilder, tensor: string): string {
  return binary(build, 'Mul', tensor, tensor)
}

function oneLessSquare(build: GraphBuilder, tensor: string): string {
  return binary(build, 'Sub', build.scalar(1), square(build, tensor))
}
