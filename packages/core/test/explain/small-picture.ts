import type { Picture } from '../../src/image/picture.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import { sha256 } from '../../src/sha256.ts'
import { convReluPoolGemm, type TinyModel } from '../../src/testing/index.ts'

/** The tiny convolutional network with the classes a, b and c, and the picture that it calls c. */
export async function openSmall(): Promise<{ readonly model: Classifier; readonly picture: Picture }> {
  return openTinyPicture(convReluPoolGemm())
}

/** A tiny model with the classes a, b and c, and its frame as a picture. */
export async function openTinyPicture({
  model: file,
  preprocess,
  frame,
}: TinyModel): Promise<{ readonly model: Classifier; readonly picture: Picture }> {
  const model = await openModel({ model: file, preprocess, labels: ['a', 'b', 'c'] }, { threads: 1 })
  const pixels = await sha256(frame.rgb)
  return { model, picture: { name: 'small.png', ...frame, sha256: { file: pixels, pixels }, warnings: [] } }
}
