import { broadcastDims } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { textAttribute } from '../../node.ts'
import { type NodeView, one } from '../inference.ts'

const ellipsis = '...'

/** The shape that an Einsum equation gives, `...` standing for leading axes that broadcast. */
export function inferEinsum({ node, inputs }: NodeView): readonly TensorFact[] | null {
  const [left = '', right] = textAttribute(node, 'equation', '').replaceAll(' ', '').split('->')
  const terms = left.split(',')
  if (terms.length !== inputs.length) return null

  const sizes = new Map<string, number>()
  let broadcast: readonly number[] | null = []
  for (const [i, term] of terms.entries()) {
    const letters = lettersOf(term)
    const { dims } = inputs[i]!
    const free = dims.length - letters.before.length - letters.after.length
    if (free < 0 || (free > 0 && !term.includes(ellipsis))) return null
    broadcast = broadcast && broadcastDims(broadcast, dims.slice(letters.before.length, letters.before.length + free))
    const named = [...dims.slice(0, letters.before.length), ...dims.slice(letters.before.length + free)]
    ;[...letters.before, ...letters.after].forEach((letter, axis) => {
      const known = sizes.get(letter)
      if (known === undefined || known === 1) sizes.set(letter, named[axis]!)
    })
  }
  if (broadcast === null) return null

  const { before, after } = lettersOf(right ?? impliedResult(left))
  const hasEllipsis = (right ?? left).includes(ellipsis)
  const sizeOf = (letter: string): number => sizes.get(letter) ?? 1
  return one(inputs[0]!.elementType, [...before.map(sizeOf), ...(hasEllipsis ? broadcast : []), ...after.map(sizeOf)])
}

function lettersOf(term: string): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const [before = '', after = ''] = term.split(ellipsis)
  return { before: [...before], after: [...after] }
}

/** Without an arrow the result has the letters that occur once, in alphabetical order. */
function impliedResult(left: string): string {
  const letters = [...left].filter((letter) => /[a-z]/i.test(letter))
  const single = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort()
  return (left.includes(ellipsis) ? ellipsis : '') + single.join('')
}
