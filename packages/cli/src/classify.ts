import type { Classifier, Picture } from '@telltale/core'

/** The class that the model gives a picture: the lowest index among the highest logits. Takes one forward. */
export async function classify(model: Classifier, picture: Picture): Promise<number> {
  const logits = await logitsOf(model, model.frame(picture).rgb)
  return logits.reduce((best, value, index) => (value > logits[best]! ? index : best), 0)
}

/** Logits of one frame of interleaved RGB, in the smallest batch the model agreed to. */
export async function logitsOf(model: Classifier, rgb: Uint8Array): Promise<Float32Array> {
  const frame = model.normalise(rgb)
  const batch = model.batches[0]!
  const input = new Float32Array(batch * frame.length)
  for (let row = 0; row < batch; row++) input.set(frame, row * frame.length)
  const logits = new Float32Array(batch * model.info.classes)
  const features = model.info.features === null ? {} : { features: new Float32Array(batch * model.info.featureLength) }
  await model.session.run({ input }, { logits, ...features }, batch)
  return logits.slice(0, model.info.classes)
}
