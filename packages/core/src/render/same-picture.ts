import { TelltaleError } from '../errors.ts'
import type { ExplanationBody } from '../explanation/document.ts'
import type { Picture } from '../image/picture.ts'

/** Throws DOCUMENT_INVALID for another picture than the one explained. */
export function checkSamePicture(picture: Picture, body: ExplanationBody): void {
  if (picture.sha256.pixels === body.picture.sha256.pixels) return
  throw new TelltaleError(
    'DOCUMENT_INVALID',
    `The document explains ${body.picture.name}, but the picture given, ${picture.name}, has other pixels.`,
    'Give the picture that was explained, or explain this one.',
    { file: picture.name, value: picture.sha256.pixels, limit: body.picture.sha256.pixels },
  )
}
