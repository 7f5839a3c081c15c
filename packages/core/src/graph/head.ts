import { cut, dependents, inputNames, readsShapeOnly, skipsOf } from './cut.ts'
import type { TensorFacts } from './facts.ts'
import { createNode, integerAttribute } from './node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode, type OnnxTensor, withGraph } from './proto.ts'
import { createIntegers } from './tensor.ts'
import { declareValue } from './value.ts'

/** The part of a network behind a layer, as a model of its own. */
export interface Head {
  /** Its inputs are the layer, then the skips, all float32; its output is the one asked for. */
  readonly model: OnnxModel
  /** Tensors beside the layer that it also reads. */
  readonly skips: readonly string[]
  /** Whether it takes any number of rows; otherwise as many as the facts are of. */
  readonly isFree: boolean
}

/** Where a network is cut, and what is known of it. */
export interface HeadOptions {
  readonly layer: string
  readonly output: string
  /** Of every tensor, for `batch` rows. */
  readonly facts: TensorFacts
  readonly batch: number
  /** Whether the model itself takes any number of rows. */
  readonly isFree: boolean
}

/**
 * Cuts a network behind a layer. Sizes that it takes from tensors in front of the layer are written down, the number of rows among them as that
 * of the layer, so that the part stands alone. The model must have operator set 15 or later.
 */
export function headOf(model: OnnxModel, options: HeadOptions): Head {
  const { layer, output, facts, batch } = options
  const isFloat = (name: string): boolean => facts.get(name)?.elementType === elementTypes.float32
  const skips = skipsOf(model, layer, output, isFloat)
  const mayBeFree = options.isFree && [layer, ...skips].every((name) => facts.get(name)!.dims[0] === batch)
  const attempt = (isFree: boolean): OnnxModel => {
    const declare = (name: string) => {
      const { dims } = facts.get(name)!
      return declareValue(name, isFree ? ['batch', ...dims.slice(1)] : dims)
    }
    const whole = withLocalSizes(model, options, isFree)
    return cut(whole, { from: [layer, ...skips].map(declare), to: [declare(output)] })
  }
  const free = mayBeFree ? attempt(true) : null
  const isFree = free !== null && !graphOf(free).initializer.some(({ name }) => name.startsWith(staticPrefix))
  return { model: isFree ? free : attempt(false), skips, isFree }
}

const staticPrefix = 'telltale_static_'

/** The model with the sizes of tensors that the layer does not lead to written down. */
function withLocalSizes(model: OnnxModel, { layer, facts, batch }: HeadOptions, isFree: boolean): OnnxModel {
  const graph = graphOf(model)
  const behind = dependents(graph, [layer])
  const framed = dependents(graph, inputNames(graph))
  const constants: OnnxTensor[] = []
  const node = graph.node.flatMap((one): readonly OnnxNode[] => {
    const [source = ''] = one.input
    const [result = ''] = one.output
    if (!readsShapeOnly(one) || behind.has(source) || !framed.has(source)) return [one]
    const { dims } = facts.get(source)!
    const { start, end } = rangeOf(one, dims.length)
    const hasRows = one.opType === 'Size' || (start === 0 && end > 0)
    const write = (name: string, values: readonly number[]): string => {
      constants.push(createIntegers(name, [values.length], values))
      return name
    }
    if (isFree && one.opType === 'Shape' && hasRows && dims[0] === batch) {
      const rest = dims.slice(1, end)
      const rows = rest.length === 0 ? result : `${result}_rows`
      const count = createNode('Shape', [layer], [rows], { start: 0, end: 1 })
      if (rest.length === 0) return [count]
      return [count, createNode('Concat', [rows, write(`${result}_rest`, rest)], [result], { axis: 0 })]
    }
    const size = dims.reduce((all, length) => all * length, 1)
    const known = write(`${hasRows ? staticPrefix : ''}${result}_known`, one.opType === 'Size' ? [size] : dims.slice(start, end))
    if (one.opType === 'Size') return [createNode('Squeeze', [known], [result])]
    return [createNode('Identity', [known], [result])]
  })
  return withGraph(model, { node, initializer: [...graph.initializer, ...constants] })
}

/** The axes that a Shape reports, from `start` to before `end`. */
function rangeOf(node: OnnxNode, rank: number): { readonly start: number; readonly end: number } {
  const bound = (name: string, otherwise: number): number => {
    const given = integerAttribute(node, name, otherwise)
    return Math.min(rank, Math.max(0, given < 0 ? given + rank : given))
  }
  return { start: bound('start', 0), end: bound('end', rank) }
}
