import { type Classifier, describeNetwork, type NetworkDescription, shortLabel } from '@telltale/core'
import { networkRows } from './network-rows.ts'

/** What there is to know about an opened model, as plain data. */
export interface ModelCard {
  readonly name: string
  readonly sha256: string
  /** Weights as they are used; half-precision and integer ones take more than in the file. */
  readonly megabytesInMemory: number
  readonly opset: number
  readonly input: { readonly height: number; readonly width: number; readonly channels: 'rgb' | 'bgr' }
  readonly classes: number
  readonly labels: readonly string[]
  readonly output: string
  readonly link: Classifier['info']['link']
  readonly preprocess: Classifier['info']['preprocess']
  readonly preprocessFrom: string
  readonly features: { readonly tensor: string; readonly length: number } | null
  /** Tensors that may serve as features instead, and what methods may read. */
  readonly layers: Classifier['info']['layers']
  /** Batch sizes whose rows agree bit for bit. */
  readonly batches: readonly number[]
  readonly millisecondsPerForward: number
  readonly runtime: { readonly name: string; readonly device: string; readonly threads: number }
  /** What is inside, and which methods can run. */
  readonly network: NetworkDescription
  readonly warnings: Classifier['info']['warnings']
}

/** Reads the card off an opened model, and looks inside. */
export async function cardOf(model: Classifier): Promise<ModelCard> {
  const { info, runtime, onnx } = model
  const [height, width] = info.preprocess.crop ?? info.preprocess.size
  const bytes = [...onnx.weights.values()].reduce((sum, weights) => sum + weights.byteLength, onnx.model.byteLength)
  return {
    name: info.name,
    sha256: info.sha256,
    megabytesInMemory: Number((bytes / 1e6).toFixed(1)),
    opset: info.opset,
    input: { height, width, channels: info.preprocess.channels },
    classes: info.classes,
    labels: info.labels,
    output: info.output,
    link: info.link,
    preprocess: info.preprocess,
    preprocessFrom: info.preprocessFrom,
    features: info.features === null ? null : { tensor: info.features, length: info.featureLength },
    layers: info.layers,
    batches: model.batches,
    millisecondsPerForward: Number(model.forwardMilliseconds.toFixed(1)),
    runtime: { name: runtime.name, device: runtime.device, threads: model.threads },
    network: await describeNetwork(model),
    warnings: info.warnings,
  }
}

const links = {
  softmax: 'softmax makes probabilities of it',
  sigmoid: 'sigmoid, one yes or no per class',
  none: 'used as it is',
} as const
const labelsShown = 5

/** The card as lines for people. */
export function cardLines(card: ModelCard): readonly string[] {
  const { input, runtime } = card
  const rows: readonly (readonly [string, string])[] = [
    ['model', `${card.megabytesInMemory} MB in memory, opset ${card.opset}, sha256 ${card.sha256.slice(0, 12)}`],
    ['input', `${input.width} x ${input.height} pixels, ${input.channels.toUpperCase()}`],
    [
      'classes',
      `${card.classes}: ${card.labels.slice(0, labelsShown).map(shortLabel).join('; ')}${card.classes > labelsShown ? '; …' : ''}`,
    ],
    ['output', `${card.output} (${links[card.link]})`],
    ['preprocessing', `${describePreprocess(card.preprocess)} (from ${card.preprocessFrom})`],
    ['features', describeFeatures(card)],
    ['batches', `${card.batches.join(', ')} ${card.batches.at(-1) === 1 ? 'picture' : 'pictures'} at once give the same bits`],
    [
      'speed',
      `${card.millisecondsPerForward} ms per forward, ${runtime.name} on ${runtime.device}, ${count(runtime.threads, 'thread')}`,
    ],
    ...networkRows(card.network),
  ]
  return [card.name, ...rows.map(([name, value]) => `  ${name.padEnd(15)}${value}`)]
}

function describeFeatures({ features, layers }: ModelCard): string {
  const others = layers.filter(({ name, kind }) => kind !== 'tokens' && name !== features?.tensor)
  const choices = others.map(({ name, shape }) => `${name} (${shape.join(' x ')})`)
  const choose = `another with --features <tensor>${choices.length > 0 ? `, as ${choices.join(', ')}` : ''}`
  return features === null ? `none; ${choose}` : `${features.length} numbers, ${features.tensor}; ${choose}`
}

function describePreprocess({ resize, size, crop, resample, scale, mean, std }: ModelCard['preprocess']): string {
  const geometry = resize === 'exact' ? `resize to ${size[1]} x ${size[0]}` : `shortest edge to ${size[0]}`
  const cropped = crop === null ? '' : `, crop ${crop[1]} x ${crop[0]}`
  return `${geometry} ${resample}${cropped}, (pixel * ${short(scale)} - [${mean.map(short)}]) / [${std.map(short)}]`
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`
}
