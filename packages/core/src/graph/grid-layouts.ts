import { product } from './broadcast.ts'
import type { TensorFacts } from './facts.ts'
import { attributeOf } from './node.ts'
import { graphOf, type OnnxModel, type OnnxNode } from './proto.ts'

/** How a tensor's numbers lie on a grid over the frame: read from the operators, never guessed from sizes alone. */
export interface GridLayout {
  /** [B,C,h,w]; [B,h,w,C]; [B,T,C] with T = prefix + h*w; [B,C,T]. */
  readonly kind: 'channels-first' | 'channels-last' | 'tokens' | 'tokens-last'
  readonly rows: number
  readonly columns: number
  readonly prefix: number
}

/** Operators whose operand and result are maps with the channels on the second axis. */
const mapOperators: readonly string[] = [
  'Conv',
  'ConvTranspose',
  'MaxPool',
  'AveragePool',
  'GlobalAveragePool',
  'GlobalMaxPool',
  'BatchNormalization',
  'InstanceNormalization',
  'GroupNormalization',
  'DepthToSpace',
  'SpaceToDepth',
  'LRN',
  'Resize',
] // prettier-ignore

/** The layout of every tensor that has one, from the operators that make or read it. */
export function gridLayouts(model: OnnxModel, facts: TensorFacts): ReadonlyMap<string, GridLayout> {
  const { node: nodes } = graphOf(model)
  const layouts = new Map<string, GridLayout>()
  const dims = dimsIn(facts)
  const readAsMap = new Set(nodes.filter(({ opType }) => mapOperators.includes(opType)).map(({ input }) => input[0]!))
  for (const node of nodes) {
    for (const name of node.output) {
      const layout =
        (readAsMap.has(name) ? mapLayout(dims(name)) : null) ?? layoutOf(node, dims(name), facts, (input) => layouts.get(input))
      if (layout !== null) layouts.set(name, layout)
    }
  }
  return layouts
}

type Known = (name: string) => GridLayout | undefined

function layoutOf(node: OnnxNode, result: readonly number[], facts: TensorFacts, known: Known): GridLayout | null {
  const dims = dimsIn(facts)
  if (mapOperators.includes(node.opType)) return mapLayout(result)
  const source = node.input.find((name) => known(name) !== undefined && dims(name).length > 1)
  const layout = source === undefined ? undefined : known(source)
  if (source === undefined || layout === undefined) return null
  switch (node.opType) {
    case 'Transpose':
      return transposed(layout, attributeOf(node, 'perm')?.ints.map(Number) ?? [])
    case 'Reshape':
    case 'Flatten':
    case 'Squeeze':
    case 'Unsqueeze':
      return reshaped(layout, dims(source), result)
    case 'Slice':
      return thinned(node, layout, facts, result) ?? joinedOrCut(layout, dims(source), result, true)
    case 'Concat':
    case 'Gather':
    case 'Split':
      return joinedOrCut(layout, dims(source), result, node.opType !== 'Concat' || node.input.at(-1) === source)
    default:
      return isSameGrid(layout, result) ? layout : null
  }
}

function mapLayout(dims: readonly number[]): GridLayout | null {
  return dims.length === 4 ? { kind: 'channels-first', rows: dims[2]!, columns: dims[3]!, prefix: 0 } : null
}

function transposed(layout: GridLayout, order: readonly number[]): GridLayout | null {
  const turned = `${layout.kind} ${order}`
  if (turned === 'channels-first 0,2,3,1') return { ...layout, kind: 'channels-last' }
  if (turned === 'channels-last 0,3,1,2') return { ...layout, kind: 'channels-first' }
  if (turned === 'tokens 0,2,1') return { ...layout, kind: 'tokens-last' }
  if (turned === 'tokens-last 0,2,1') return { ...layout, kind: 'tokens' }
  return null
}

/** Maps that become tokens and back, in the row-major order that alone keeps positions where they are. */
function reshaped(layout: GridLayout, from: readonly number[], to: readonly number[]): GridLayout | null {
  const { kind, rows, columns, prefix } = layout
  const positions = rows * columns
  const channels = kind === 'channels-first' || kind === 'tokens-last' ? from[1] : from.at(-1)
  const same = (...dims: (number | undefined)[]): boolean => to.length === dims.length && to.every((size, i) => size === dims[i])
  if (same(...from)) return layout
  const channelsInFront = kind === 'channels-first' || kind === 'tokens-last'
  if (prefix === 0 && channelsInFront && same(from[0], channels, positions)) return { ...layout, kind: 'tokens-last' }
  if (prefix === 0 && channelsInFront && same(from[0], channels, rows, columns)) return { ...layout, kind: 'channels-first' }
  if (prefix === 0 && !channelsInFront && same(from[0], positions, channels)) return { ...layout, kind: 'tokens' }
  if (prefix === 0 && !channelsInFront && same(from[0], rows, columns, channels)) return { ...layout, kind: 'channels-last' }
  return null
}

/** Along the channels nothing changes; along the tokens some come in front or fall away; along the grid positions would move. */
function joinedOrCut(
  layout: GridLayout,
  from: readonly number[],
  result: readonly number[],
  comesLast: boolean,
): GridLayout | null {
  if (result.length !== from.length) return null
  const changed = from.flatMap((size, axis) => (size === result[axis] ? [] : [axis]))
  const channelAxis = layout.kind === 'channels-first' || layout.kind === 'tokens-last' ? 1 : from.length - 1
  const tokenAxis = layout.kind === 'tokens' ? 1 : layout.kind === 'tokens-last' ? 2 : null
  if (changed.every((axis) => axis === channelAxis)) return layout
  if (tokenAxis === null || changed.some((axis) => axis !== tokenAxis)) return null
  const prefix = result[tokenAxis]! - layout.rows * layout.columns
  return prefix >= 0 && comesLast ? { ...layout, prefix } : null
}

/** Every other row or column of a map, as where patches are merged: the rest still covers the frame in its order. */
function thinned(node: OnnxNode, layout: GridLayout, facts: TensorFacts, result: readonly number[]): GridLayout | null {
  const numbers = (index: number): readonly number[] => facts.get(node.input[index] ?? '')?.values ?? []
  const rowAxis = layout.kind === 'channels-first' ? 2 : layout.kind === 'channels-last' ? 1 : null
  const isEvery = numbers(3).every((axis, i) => {
    const fromStart = axis < 0 ? axis + result.length : axis
    return rowAxis !== null && (fromStart === rowAxis || fromStart === rowAxis + 1) && (numbers(4)[i] ?? 1) > 1
  })
  if (rowAxis === null || numbers(3).length === 0 || !isEvery) return null
  return { ...layout, rows: result[rowAxis]!, columns: result[rowAxis + 1]! }
}

function dimsIn(facts: TensorFacts): (name: string | undefined) => readonly number[] {
  return (name) => facts.get(name ?? '')?.dims ?? []
}

function isSameGrid({ kind, rows, columns, prefix }: GridLayout, dims: readonly number[]): boolean {
  if (kind === 'channels-first') return dims.length === 4 && dims[2] === rows && dims[3] === columns
  if (kind === 'channels-last') return dims.length === 4 && dims[1] === rows && dims[2] === columns
  const tokens = prefix + product([rows, columns])
  return dims.length === 3 && dims[kind === 'tokens' ? 1 : 2] === tokens
}
