import { rowStart } from './packed-cholesky.ts'

/** Sums over weighted rows of zeros and ones and their outputs: all that a least-squares fit needs, in memory that no number of rows changes. */
export interface NormalEquations {
  readonly columns: number
  /** Packed lower triangle of `sum(weight * row * rowT)`. Its diagonal is also `sum(weight * row)`. */
  readonly gram: Float64Array
  /** `sum(weight * row * y)`, with y the output minus `origin`. */
  readonly products: Float64Array
  /** What is taken from each output: the first one where none was given, so that equal outputs leave exact zeros. */
  origin: number
  /** `sum(weight)`, `sum(weight * y)`, `sum(weight * y^2)`. */
  weight: number
  outputs: number
  squares: number
}

export function createNormalEquations(columns: number, origin = Number.NaN): NormalEquations {
  return {
    columns,
    gram: new Float64Array(rowStart(columns)),
    products: new Float64Array(columns),
    origin,
    weight: 0,
    outputs: 0,
    squares: 0,
  }
}

/** Adds one row of zeros and ones. The bits of the sums depend on the order of the rows. */
export function addRow(equations: NormalEquations, row: ArrayLike<number>, output: number, weight: number): void {
  const { columns, gram, products } = equations
  if (Number.isNaN(equations.origin)) equations.origin = output
  const y = output - equations.origin
  const ones: number[] = []
  for (let column = 0; column < columns; column++) {
    if (row[column] === 0) continue
    ones.push(column)
    products[column]! += weight * y
    const start = rowStart(column)
    for (let k = 0; k < ones.length; k++) gram[start + ones[k]!]! += weight
  }
  equations.weight += weight
  equations.outputs += weight * y
  equations.squares += weight * y * y
}

/** The sums of both, the rows of the second with their weights multiplied by `scale`. Both have the same columns and origin. */
export function mixEquations(first: NormalEquations, second: NormalEquations, scale: number): NormalEquations {
  return {
    columns: first.columns,
    gram: first.gram.map((value, i) => value + scale * second.gram[i]!),
    products: first.products.map((value, i) => value + scale * second.products[i]!),
    origin: first.origin,
    weight: first.weight + scale * second.weight,
    outputs: first.outputs + scale * second.outputs,
    squares: first.squares + scale * second.squares,
  }
}

/** The same about the weighted means: what is left for the coefficients once an intercept is free. */
export interface CentredEquations {
  readonly gram: Float64Array
  readonly products: Float64Array
  /** Weighted sum of squares of the outputs about their mean. */
  readonly squares: number
  /** Weighted means of the columns. */
  readonly means: Float64Array
}

export function centreEquations({ columns, gram, products, weight, outputs, squares }: NormalEquations): CentredEquations {
  const means = Float64Array.from({ length: columns }, (_, column) => gram[rowStart(column) + column]! / weight)
  const centred = gram.slice()
  for (let row = 0; row < columns; row++) {
    for (let column = 0; column <= row; column++) centred[rowStart(row) + column]! -= weight * means[row]! * means[column]!
  }
  return {
    gram: centred,
    products: products.map((product, column) => product - means[column]! * outputs),
    squares: Math.max(0, squares - outputs ** 2 / weight),
    means,
  }
}
