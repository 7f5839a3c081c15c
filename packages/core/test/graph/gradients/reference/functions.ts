import type { Reference } from './reference.ts'
import { tensor64 } from './tensor.ts'

export const functionReferences: Readonly<Record<string, Reference>> = {
  Neg: by((x) => -x),
  Abs: by(Math.abs),
  Reciprocal: by((x) => 1 / x),
  Exp: by(Math.exp),
  Log: by(Math.log),
  Sqrt: by(Math.sqrt),
  Erf: by(erf),
  Sin: by(Math.sin),
  Cos: by(Math.cos),
  Tan: by(Math.tan),
  Asin: by(Math.asin),
  Acos: by(Math.acos),
  Atan: by(Math.atan),
  Sinh: by(Math.sinh),
  Cosh: by(Math.cosh),
  Asinh: by(Math.asinh),
  Acosh: by(Math.acosh),
  Atanh: by(Math.atanh),
  Sigmoid: by(sigmoid),
  Tanh: by(Math.tanh),
  Softplus: by(softplus),
  Softsign: by((x) => x / (1 + Math.abs(x))),
  Sign: by(Math.sign),
  Floor: by(Math.floor),
  Ceil: by(Math.ceil),
  Round: by(Math.round),
}

/** A function of one number, for every number of a tensor. */
export function by(apply: (x: number) => number): Reference {
  return ([x]) => [tensor64(x!.dims, (i) => apply(x!.values[i]!))]
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

export function softplus(x: number): number {
  return Math.log(1 + Math.exp(x))
}

/** By its power series, which holds 12 digits up to about 3. */
export function erf(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < 100; n++) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}
