import type { Picture } from '../image/picture.ts'
import type { TruthInPicture } from '../metrics/localisation/truth-in-frame.ts'
import type { Sample } from './dataset.ts'

/** What a sample knows of its object, in pixels of the picture; nothing where it knows nothing. Throws what reading the mask throws. */
export async function knownTruth(sample: Sample, { width, height }: Pick<Picture, 'width' | 'height'>): Promise<TruthInPicture> {
  const values = await sample.mask?.()
  return { ...(values && { mask: { width, height, values } }), ...(sample.boxes && { boxes: sample.boxes }) }
}
