import type { Picture } from '../../src/image/picture.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.node.ts'
import { sha256 } from '../../src/sha256.ts'
import { convReluPoolGemm } from '../../src/testing/index.ts'

/** The tiny convolutional network with the classes a, b and c, and the picture that it calls c. */
export async function openSmall(): Promise<{ readonly model: Classifier; readonly picture: Picture }> {
  const small = convReluPoolGemm()
  const model = await openModel({ model: small.model, preprocess: small.preprocess, labels: ['a', 'b', 'c'] }, { threads: 1 })
  const pixels = await sha256(small.frame.rgb)
  return { model, picture: { name: 'small.png', ...small.frame, sha256: { file: pixels, pixels }, warnings: [] } }
}
