import { TelltaleError } from '../errors.ts'
import { type AttachTo, attachBox, attachCentroids, type Box } from '../graph/attach.ts'
import { product } from '../graph/broadcast.ts'
import { graphOf, type OnnxModel } from '../graph/proto.ts'
import { elementTypeOf } from '../graph/value.ts'
import { sha256 } from '../sha256.ts'
import type { Trace } from './trace-model.ts'

/** What makes a classifier of a model that is none: vectors to compare its embedding with, or a box to read its output map in. */
export type Attachment =
  | {
      readonly kind: 'centroids'
      /** One row per class, [classes, length]: class means of embeddings, or embeddings of texts. */
      readonly shape: readonly [classes: number, length: number]
      readonly values: Float32Array
      /** What a cosine is multiplied with before the softmax; 100 unless told, as image-text models are trained with. */
      readonly scale?: number
    }
  | { readonly kind: 'box'; readonly box: Box }

/** What documents say of an attachment. */
export type AttachmentInfo =
  /** `sha256` is that of the numbers as float32, row by row. */
  { readonly kind: 'centroids'; readonly sha256: string; readonly scale: number } | { readonly kind: 'box'; readonly box: Box }

const defaultScale = 100

/** What identifies an attachment. */
export async function attachmentInfo(attachment: Attachment | undefined): Promise<AttachmentInfo | null> {
  if (attachment === undefined) return null
  if (attachment.kind === 'box') return attachment
  const { values, scale = defaultScale } = attachment
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return { kind: 'centroids', sha256: await sha256(bytes), scale }
}

/**
 * Attaches to the output of that name, or to the only one that fits. Throws USAGE_PARAMETER where vectors or box make no sense or fit no output,
 * MODEL_OUTPUT_AMBIGUOUS where they fit several.
 */
export function attachTo(
  model: OnnxModel,
  trace: Trace,
  attachment: Attachment,
  output: string | undefined,
  file: string,
): OnnxModel {
  check(attachment, file)
  const outputs = graphOf(model).output.flatMap((value): AttachTo[] => {
    const shape = trace.get(value.name)?.shape.slice(1)
    return shape === undefined ? [] : [{ tensor: value.name, elementType: elementTypeOf(value), shape }]
  })
  const fitting = outputs.filter(({ tensor, shape }) => (output === undefined || tensor === output) && fits(attachment, shape))
  const [only, ...others] = fitting
  const listed = outputs.map(({ tensor, shape }) => `${tensor} [${shape.join(', ')}]`).join(', ') || 'none'
  if (only === undefined) {
    const needed = attachment.kind === 'box' ? 'a map [classes, rows, columns]' : `an embedding of ${attachment.shape[1]} numbers`
    const message = `Nothing can be attached to ${file}: it would need ${needed} among its outputs, which are: ${listed}.`
    throw new TelltaleError('USAGE_PARAMETER', message, 'Attach what fits one of the outputs.', { file, value: output ?? listed })
  }
  if (others.length > 0) {
    const message = `${file} has ${fitting.length} outputs that this could be attached to: ${listed}.`
    throw new TelltaleError('MODEL_OUTPUT_AMBIGUOUS', message, 'Say which one, with the option "output" (--output).', { file })
  }
  if (attachment.kind === 'box') return attachBox(model, only, attachment.box)
  const [classes, length] = attachment.shape
  return attachCentroids(model, only, { classes, length, values: attachment.values, scale: attachment.scale ?? defaultScale })
}

function fits(attachment: Attachment, shape: readonly number[]): boolean {
  if (attachment.kind === 'box') return shape.length === 3 && shape[0]! > 1
  return product(shape) === attachment.shape[1]
}

function check(attachment: Attachment, file: string): void {
  const refuse = (what: string, fix: string): never => {
    throw new TelltaleError('USAGE_PARAMETER', `What is attached to ${file} makes no sense: ${what}.`, fix, { file })
  }
  if (attachment.kind === 'box') {
    const { x, y, width, height } = attachment.box
    const isInside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 && y + height <= 1
    if (!isInside)
      refuse(`the box ${x}, ${y}, ${width}, ${height} does not lie in the frame`, 'Give shares of the frame, 0 to 1.')
    return
  }
  const { shape, values, scale = defaultScale } = attachment
  const [classes, length] = shape
  if (values.length !== classes * length) refuse(`${values.length} numbers are not ${classes} x ${length}`, 'Give all rows.')
  if (classes < 2) refuse(`${classes} class is no choice`, 'Give at least two rows.')
  if (!(scale > 0 && Number.isFinite(scale))) refuse(`the scale ${scale} is not positive`, 'Give a positive number.')
  for (let row = 0; row < classes; row++) {
    const vector = values.subarray(row * length, (row + 1) * length)
    if (vector.some((value) => !Number.isFinite(value))) refuse(`row ${row} is not finite`, 'Mend that row.')
    if (vector.every((value) => value === 0))
      refuse(`row ${row} is all zeros and has no direction`, 'Mend or leave out that row.')
  }
}
