import { attributionFromJson, decodeRuns, type Explanation, encodeNpy, toMap } from '@telltale/core'

/** The saliency map of a document as a NumPy file: float32, rows and columns of the frame the model saw. */
export function encodeMap({ body }: Explanation): Uint8Array {
  const { width, height } = body.picture.frame
  const regions = decodeRuns(body.regions.runs, width, height, body.regions.count, body.regions.kind)
  return encodeNpy(toMap(attributionFromJson(body.attribution), regions, { width, height }), [height, width])
}
