import { createNode } from '../../graph/node.ts'
import { elementTypes, type OnnxNode, type OnnxTensor } from '../../graph/proto.ts'
import { createFloats, createIntegers } from '../../graph/tensor.ts'
import { declareValue } from '../../graph/value.ts'
import { createModel, writeModel } from '../../graph/write-model.ts'
import type { Baseline } from '../../image/baseline.ts'
import type { Preprocess } from '../../model/classifier.ts'

/** A model written by code, with the frame and the regions for which its right answer is known. */
export interface TinyModel {
  /** The bytes of an ONNX file. */
  readonly model: Uint8Array
  readonly frame: { readonly width: number; readonly height: number; readonly rgb: Uint8Array }
  /** Region of each pixel, 0..regions-1. */
  readonly labels: Uint16Array
  readonly regions: number
  readonly baseline: Baseline
  /** To be given when the model is opened: pixels are divided by 255, nothing is resized. */
  readonly preprocess: Preprocess
}

/** Nodes and constants that go from `shown` f32[B, regions], 1 where a region is shown and 0 where it is hidden, to `logits` f32[B, 2]. */
export interface ShownModel {
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxTensor[]
}

const cell = 4

/**
 * A two-class model that sees nothing but which regions are shown: it reads one pixel of each on a white frame with a black baseline. Regions are the
 * cells of a grid, 4 x 4 pixels each, numbered row by row.
 */
export function modelOfShownRegions(rows: number, columns: number, { nodes, constants }: ShownModel): TinyModel {
  const [height, width] = [rows * cell, columns * cell]
  const regions = rows * columns
  const pixels = Array.from({ length: regions }, (_, region) => {
    const [row, column] = [Math.floor(region / columns), region % columns]
    return (row * cell + cell / 2) * width + column * cell + cell / 2
  })
  const labels = Uint16Array.from({ length: width * height }, (_, pixel) => {
    const [y, x] = [Math.floor(pixel / width), pixel % width]
    return Math.floor(y / cell) * columns + Math.floor(x / cell)
  })
  const model = createModel({
    inputs: [declareValue('input', ['batch', 3, height, width])],
    outputs: [declareValue('logits', ['batch', 2])],
    constants: [createIntegers('pixels', [regions], pixels), ...constants],
    nodes: [
      createNode('Flatten', ['input'], ['flat'], { axis: 1 }),
      createNode('Gather', ['flat', 'pixels'], ['shown'], { axis: 1 }),
      ...nodes,
    ],
  })
  return {
    model: writeModel(model),
    frame: { width, height, rgb: new Uint8Array(3 * width * height).fill(255) },
    labels,
    regions,
    baseline: { kind: 'black' },
    preprocess: plainPreprocess(height, width),
  }
}

/**
 * From `hundredths` f32[B, 1], the probability of class 0 in whole hundredths, to the logits of both classes. They are read from a table, with straight
 * lines between its rows: a runtime's logarithm may have other bits at other places of a batch, and equal sets are to give equal bits.
 */
export function logitsOfHundredths(): ShownModel {
  const smallest = 2 ** -126
  const rows = Array.from({ length: 102 }, (_, row) => Math.min(1, row / 100))
  const table = rows.flatMap((probability) => [probability, 1 - probability].map((value) => Math.log(Math.max(value, smallest))))
  return {
    nodes: [
      createNode('Floor', ['hundredths'], ['below']),
      createNode('Sub', ['hundredths', 'below'], ['fraction']),
      createNode('Add', ['below', 'one'], ['above']),
      ...(['below', 'above'] as const).flatMap((row) => [
        createNode('Cast', [row], [`${row}_index`], { to: elementTypes.int64 }),
        createNode('Gather', ['table', `${row}_index`], [`${row}_rows`], { axis: 0 }),
        createNode('Flatten', [`${row}_rows`], [`${row}_logits`], { axis: 1 }),
      ]),
      createNode('Sub', ['above_logits', 'below_logits'], ['rise']),
      createNode('Mul', ['rise', 'fraction'], ['part']),
      createNode('Add', ['below_logits', 'part'], ['logits']),
    ],
    constants: [createFloats('table', [rows.length, 2], table), createFloats('one', [], [1])],
  }
}

/** No resize, pixels from 0 to 1. */
export function plainPreprocess(height: number, width: number): Preprocess {
  return {
    resize: 'exact',
    size: [height, width],
    crop: null,
    resample: 'bilinear',
    channels: 'rgb',
    scale: 1 / 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  }
}
