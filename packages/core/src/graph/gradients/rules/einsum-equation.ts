/** An equation of Einsum: one label per axis of each operand and of the result. */
export interface Equation {
  readonly operands: readonly (readonly string[])[]
  readonly result: readonly string[]
}

/** Reads `ij,jk->ik`. Axes behind an ellipsis get labels that count from its end, so that they line up as in broadcasting. */
export function parseEquation(equation: string, ranks: readonly number[]): Equation {
  const [left, right] = equation.replaceAll(' ', '').split('->')
  const terms = left!.split(',')
  const hidden = terms.map((term, i) => (term.includes('...') ? ranks[i]! - term.replace('...', '').length : 0))
  const operands = terms.map((term, i) => labelsOf(term, hidden[i]!))
  return { operands, result: labelsOf(right ?? impliedResult(terms), Math.max(...hidden)) }
}

/** The equation as text with one letter per label, which needs no ellipsis. */
export function writeEquation({ operands, result }: Equation): string {
  const labels = [...new Set(operands.flat())]
  const text = (term: readonly string[]): string => term.map((label) => letters[labels.indexOf(label)]).join('')
  return `${operands.map(text).join(',')}->${text(result)}`
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

function labelsOf(term: string, hidden: number): readonly string[] {
  const [before, after] = term.split('...')
  const behind = Array.from({ length: hidden }, (_, i) => `${hidden - 1 - i}`)
  return after === undefined ? [...term] : [...before!, ...behind, ...after]
}

/** Without an arrow: the ellipsis, then the letters that occur once, small ones first as in ONNX Runtime. */
function impliedResult(terms: readonly string[]): string {
  const text = terms.join('')
  const once = [...letters].filter((letter) => text.split(letter).length === 2)
  return `${text.includes('...') ? '...' : ''}${once.join('')}`
}
