import type { TensorFact } from '../../facts.ts'
import { integerAttribute, integersAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { type Inference, type Inferences, made, type NodeView, one } from '../inference.ts'
import { transposedSizes, windowPlaces } from './windows.ts'

/** Convolutions and pools; axes are batch, channels, then the spatial ones. */
export const convolutionInferences: Inferences = {
  Conv: (view) => inferConvolution(view, 1, view.inputs[0]!.elementType),
  'com.microsoft::FusedConv': (view) => inferConvolution(view, 1, view.inputs[0]!.elementType),
  ConvInteger: (view) => inferConvolution(view, 1, elementTypes.int32),
  // Inputs are x, its scale and zero point, w, its scale and zero point, the result's scale and zero point, and the bias.
  QLinearConv: (view) => inferConvolution(view, 3, view.inputs[7]!.elementType),
  ConvTranspose: inferTransposed,
  DeformConv: (view) => inferConvolution(view, 1, view.inputs[0]!.elementType),
  MaxPool: pooled(true),
  AveragePool: pooled(false),
  LpPool: pooled(false),
  'com.microsoft::QLinearAveragePool': pooled(false),
  GlobalMaxPool: inferGlobal,
  GlobalAveragePool: inferGlobal,
  GlobalLpPool: inferGlobal,
  'com.microsoft::QLinearGlobalAveragePool': inferGlobal,
  RoiAlign: inferRegionPool,
}

function inferConvolution({ node, inputs }: NodeView, weightIndex: number, elementType: number): readonly TensorFact[] | null {
  const [x, w] = [inputs[0]!, inputs[weightIndex]!]
  const groups = integerAttribute(node, 'group', 1)
  if (x.dims.length < 3 || w.dims.length !== x.dims.length || x.dims[1] !== w.dims[1]! * groups) return null
  const places = windowPlaces(node, x.dims.slice(2), integersAttribute(node, 'kernel_shape') ?? w.dims.slice(2))
  return places === null ? null : one(elementType, [x.dims[0]!, w.dims[0]!, ...places])
}

function inferTransposed({ node, inputs }: NodeView): readonly TensorFact[] | null {
  const [x, w] = [inputs[0]!, inputs[1]!]
  if (x.dims.length < 3 || w.dims.length !== x.dims.length || x.dims[1] !== w.dims[0]) return null
  const sizes = transposedSizes(node, x.dims.slice(2), integersAttribute(node, 'kernel_shape') ?? w.dims.slice(2))
  const channels = w.dims[1]! * integerAttribute(node, 'group', 1)
  return sizes === null ? null : one(x.elementType, [x.dims[0]!, channels, ...sizes])
}

/** The second output of MaxPool tells where each maximum was. */
function pooled(tellsWhere: boolean): Inference {
  return ({ node, inputs: [x] }) => {
    const kernel = integersAttribute(node, 'kernel_shape')
    if (kernel === null || x!.dims.length < 3) return null
    const places = windowPlaces(node, x!.dims.slice(2), kernel)
    if (places === null) return null
    const dims = [...x!.dims.slice(0, 2), ...places]
    return [made(x!.elementType, dims), ...(tellsWhere ? [made(elementTypes.int64, dims)] : [])]
  }
}

function inferGlobal({ inputs: [x] }: NodeView): readonly TensorFact[] | null {
  return one(
    x!.elementType,
    x!.dims.map((size, axis) => (axis < 2 ? size : 1)),
  )
}

function inferRegionPool({ node, inputs: [x, rois] }: NodeView): readonly TensorFact[] | null {
  const [height, width] = [integerAttribute(node, 'output_height', 1), integerAttribute(node, 'output_width', 1)]
  return one(x!.elementType, [rois!.dims[0]!, x!.dims[1]!, height, width])
}
