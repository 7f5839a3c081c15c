import { coordinatesOf, valueAt } from './coordinates.ts'
import type { Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const matrixReferences: Readonly<Record<string, Reference>> = {
  MatMul: ([a, b]) => {
    const left = a!.dims.length === 1 ? { ...a!, dims: [1, ...a!.dims] } : a!
    const right = b!.dims.length === 1 ? { ...b!, dims: [...b!.dims, 1] } : b!
    const dims = [...batchOf(left, right), left.dims.at(-2)!, right.dims.at(-1)!]
    const { values } = tensor64(dims, (position) => {
      const place = coordinatesOf(position, dims)
      const [batch, row, column] = [place.slice(0, -2), place.at(-2)!, place.at(-1)!]
      return sum(left.dims.at(-1)!, (k) => valueAt(left, [...batch, row, k]) * valueAt(right, [...batch, k, column]))
    })
    const isKept = [...dims.slice(2).map(() => true), a!.dims.length > 1, b!.dims.length > 1]
    return [{ dims: dims.filter((_, axis) => isKept[axis]), values }]
  },
  Gemm: ([a, b, c], { integer, float }) => {
    const entry = (tensor: Tensor64, isTurned: number, row: number, column: number): number =>
      valueAt(tensor, isTurned ? [column, row] : [row, column])
    const [turnsA, turnsB] = [integer('transA', 0), integer('transB', 0)]
    const [rows, inner] = turnsA ? a!.dims.toReversed() : a!.dims
    const columns = turnsB ? b!.dims[0]! : b!.dims[1]!
    const dims = [rows!, columns]
    return [
      tensor64(dims, (position) => {
        const [row, column] = coordinatesOf(position, dims)
        const product = sum(inner!, (k) => entry(a!, turnsA, row!, k) * entry(b!, turnsB, k, column!))
        return float('alpha', 1) * product + (c ? float('beta', 1) * valueAt(c, [row!, column!]) : 0)
      }),
    ]
  },
  Einsum: (inputs, { text }) => {
    const [left, right] = text('equation', '').replaceAll(' ', '').split('->')
    const operands = inputs.map((input) => input!)
    const terms = left!.split(',').map((term, i) => {
      const hidden = operands[i]!.dims.length - term.replace('...', '').length
      return [...term.replace('...', '9876543210'.slice(10 - hidden))]
    })
    const labels = [...new Set(terms.flat())]
    const sizes = labels.map((label) => Math.max(...terms.map((term, i) => operands[i]!.dims[term.indexOf(label)] ?? 1)))
    const hidden = labels
      .filter((label) => label >= '0' && label <= '9')
      .sort()
      .reverse()
      .join('') // prettier-ignore
    const single = labels.filter((label) => /[a-z]/.test(label) && terms.flat().filter((other) => other === label).length === 1)
    const implied = `${hidden}${single.sort().join('')}`
    const result = [...(right?.replace('...', hidden) ?? implied)]
    const dims = result.map((label) => sizes[labels.indexOf(label)]!)
    const total = tensor64(dims, () => 0)
    const count = sizes.reduce((product, size) => product * size, 1)
    for (let position = 0; position < count; position++) {
      const place = coordinatesOf(position, sizes)
      const along = (term: readonly string[]): readonly number[] => term.map((label) => place[labels.indexOf(label)]!)
      const to = along(result).reduce((index, coordinate, axis) => index * dims[axis]! + coordinate, 0)
      total.values[to]! += operands.reduce((product, operand, i) => product * valueAt(operand, along(terms[i]!)), 1)
    }
    return [total]
  },
}

function batchOf(left: Tensor64, right: Tensor64): readonly number[] {
  const rank = Math.max(left.dims.length, right.dims.length) - 2
  const size = ({ dims }: Tensor64, axis: number): number => dims[axis - rank + dims.length - 2] ?? 1
  return Array.from({ length: rank }, (_, axis) => Math.max(size(left, axis), size(right, axis)))
}

function sum(count: number, term: (k: number) => number): number {
  return Array.from({ length: count }, (_, k) => term(k)).reduce((total, value) => total + value, 0)
}
