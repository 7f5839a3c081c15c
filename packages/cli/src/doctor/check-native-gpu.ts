import { type AdapterDescription, createNativeRuntime, nameOfAdapter, smallModel, smallModelClasses } from '@telltale/core'
import { requireClose } from './finding.ts'

const batch = 2
const floats = batch * 3 * 224 * 224
/** Logits of that network are below 10; devices round and add up in their own ways. */
const tolerance = 0.01

/** Runs one forward of a small network on the native runtime's WebGPU and compares it with its CPU. */
export async function checkNativeGpu(adapter: AdapterDescription): Promise<string> {
  const onCpu = await forward('cpu')
  const onGpu = await forward('webgpu')
  const what = 'A logit, compared with its CPU,'
  const worst = requireClose('onnxruntime-node webgpu', what, onGpu.logits, onCpu.logits, tolerance)
  const times = `${onGpu.milliseconds.toFixed(1)} ms for a small network (CPU: ${onCpu.milliseconds.toFixed(1)} ms)`
  return `${nameOfAdapter(adapter)}: ${times}, agrees with its CPU to ${worst.toPrecision(1)}`
}

async function forward(device: 'cpu' | 'webgpu') {
  const runtime = await createNativeRuntime(1, device)
  const session = await runtime.open(smallModel(1), new Map())
  try {
    const input = Float32Array.from({ length: floats }, (_, i) => ((i * 7) % 256) / 128 - 1)
    const logits = new Float32Array(batch * smallModelClasses)
    // The first run compiles.
    await session.run({ input }, { logits }, batch)
    const start = performance.now()
    await session.run({ input }, { logits }, batch)
    return { logits, milliseconds: performance.now() - start }
  } finally {
    await session.dispose()
  }
}
