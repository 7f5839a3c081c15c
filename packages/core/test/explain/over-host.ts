import type { Classifier } from '../../src/model/classifier.ts'
import type { Session } from '../../src/model/runtime.ts'

/**
 * A model that computes on the CPU, for kernels on a device: pictures are read back and answers written to it batch by batch. It is how the
 * kernels are tried on whole explanations where no runtime shares their device; nobody would gain from it otherwise.
 */
export function overHost(classifier: Classifier, device: GPUDevice): Classifier {
  const { classes, featureLength, preprocess } = classifier.info
  const [height, width] = preprocess.crop ?? preprocess.size
  const floatsPerRow: Readonly<Record<string, number>> = { input: 3 * height * width, logits: classes, features: featureLength }
  const run: Session['run'] = async (inputs, outputs, batch) => {
    const arrays = (floats: Record<string, Float32Array | GPUBuffer>) =>
      Object.fromEntries(Object.keys(floats).map((name) => [name, new Float32Array(batch * floatsPerRow[name]!)]))
    const [given, made] = [arrays(inputs), arrays(outputs)]
    for (const [name, array] of Object.entries(given)) await readBack(device, inputs[name] as GPUBuffer, array)
    await classifier.session.run(given, made, batch)
    for (const [name, array] of Object.entries(made)) device.queue.writeBuffer(outputs[name] as GPUBuffer, 0, array)
  }
  return { ...classifier, session: { ...classifier.session, run } }
}

async function readBack(device: GPUDevice, from: GPUBuffer, into: Float32Array): Promise<void> {
  const [mapRead, copyDestination] = [1, 8]
  const staging = device.createBuffer({ size: into.byteLength, usage: mapRead | copyDestination })
  const encoder = device.createCommandEncoder()
  encoder.copyBufferToBuffer(from, 0, staging, 0, into.byteLength)
  device.queue.submit([encoder.finish()])
  await staging.mapAsync(mapRead)
  into.set(new Float32Array(staging.getMappedRange()))
  staging.destroy()
}
