import { type AdapterDescription, type Classifier, openModel } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { logitsOf } from '../classify.ts'
import { checkNativeGpu } from './check-native-gpu.ts'
import { type Finding, requireClose, tryOut } from './finding.ts'

/** In the order in which `auto` prefers them. */
const runtimes = ['onnxruntime-node', 'onnxruntime-web'] as const
/** Logits of the same frame may differ by rounding between runtimes, by no more than this. */
const tolerance = 0.05

/**
 * Opens the built-in classifier on every runtime, runs a forward on each and compares their answers. The native runtime on WebGPU comes last, with
 * a network so small that a software adapter answers too, since `auto` never takes it.
 */
export async function checkRuntimes(adapter: Promise<AdapterDescription>): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  let first: { readonly name: string; readonly logits: Float32Array } | undefined
  for (const runtime of runtimes) {
    findings.push(
      await tryOut(runtime, async () => {
        const model = await openModel(defaultModel, { runtime })
        try {
          const logits = await forward(model)
          const agreement = first === undefined ? '' : `, ${compare(first.logits, logits, first.name, runtime)}`
          first ??= { name: runtime, logits }
          const threads = `${model.threads} thread${model.threads === 1 ? '' : 's'}`
          const version = model.runtime.name.replace(runtime, '').trim()
          return `${version} on ${model.runtime.device}, ${model.forwardMilliseconds.toFixed(0)} ms per forward, ${threads}${agreement}`
        } finally {
          await model.dispose()
        }
      }),
    )
  }
  findings.push(await tryOut('onnxruntime-node webgpu', async () => checkNativeGpu(await adapter)))
  return findings
}

/** Logits of a fixed colour ramp. */
async function forward(model: Classifier): Promise<Float32Array> {
  const [height, width] = model.info.preprocess.crop ?? model.info.preprocess.size
  return await logitsOf(
    model,
    Uint8Array.from({ length: 3 * height * width }, (_, i) => (i * 7) % 256),
  )
}

function compare(expected: Float32Array, logits: Float32Array, name: string, runtime: string): string {
  const worst = requireClose(runtime, `A logit, compared with ${name},`, logits, expected, tolerance)
  return `agrees with ${name} to ${worst.toPrecision(1)}`
}
