import { attributionFromJson, decodeRuns, type Explanation, encodeNpy, toMap } from '@telltale/core'

/** The saliency map of a document as a NumPy file: float32, rows and columns of the frame the model saw. */
export function encodeMap(document: Explanation): Uint8Array {
  const { width, height } = document.body.picture.frame
  return encodeNpy(mapOf(document), [height, width])
}

/** The saliency map of a document, f32[height * width] of its frame. */
export function mapOf({ body }: Explanation): Float32Array {
  const { width, height } = body.picture.frame
  const regions = decodeRuns(body.regions.runs, width, height, body.regions.count, body.regions.kind)
  return toMap(attributionFromJson(body.attribution), regions, { width, height })
}
