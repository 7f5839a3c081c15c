import { type AdapterDescription, createKernels, type Kernels, nameOfAdapter } from '@telltale/core'
import { openGpu } from '../gpu/open-gpu.ts'
import { type Finding, requireClose, tryOut } from './finding.ts'

/** Those that need nothing but this process, in the order in which `auto` prefers them. */
const onHost = ['wasm-simd', 'wasm', 'reference'] as const

const sizes = { masks: 8, regions: 5, pixels: 64 * 64 }
/** Two roundings of a blend of 0..255 pixels in 32 bits: 4 units of 2^-24 of 510. */
const tolerance = 4 * 2 ** -24 * 510

/**
 * Runs the mask kernel on every backend and compares it with the 64-bit reference. WebGPU comes last, since `auto` never takes it in Node;
 * `adapter` is what it would run on.
 */
export async function checkKernels(adapter: Promise<AdapterDescription>): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const backend of onHost) {
    findings.push(
      await tryOut(backend, async () => {
        const kernels = await createKernels(backend)
        try {
          return await compareMasks(kernels)
        } finally {
          kernels.dispose()
        }
      }),
    )
  }
  findings.push(await tryOut('webgpu', async () => checkGpu(await adapter)))
  return findings
}

async function checkGpu(adapter: AdapterDescription): Promise<string> {
  const { kernels, close } = await openGpu()
  try {
    return `${nameOfAdapter(adapter)}: ${await compareMasks(kernels)}`
  } finally {
    close()
  }
}

/** Masks as the reference does, in words. Throws BACKEND_PROBE_FAILED for anything else. */
export async function compareMasks(kernels: Kernels): Promise<string> {
  const reference = await createKernels('reference')
  const expected = await maskOnce(reference)
  const { frames, milliseconds } = await maskOnce(kernels)
  reference.dispose()
  const worst = requireClose(kernels.backend, 'The mask kernel', frames, expected.frames, tolerance)
  return `masks ${sizes.masks} frames in ${milliseconds.toFixed(1)} ms, agrees with the reference to ${worst.toPrecision(1)} of 255`
}

async function maskOnce(kernels: Kernels): Promise<{ readonly frames: Float32Array; readonly milliseconds: number }> {
  const { masks, regions, pixels } = sizes
  const job = {
    picture: filled(
      kernels,
      Float32Array.from({ length: 3 * pixels }, (_, i) => (i * 37) % 256),
    ),
    baseline: filled(
      kernels,
      Float32Array.from({ length: 3 * pixels }, (_, i) => (i * 11) % 256),
    ),
    labels: filled(
      kernels,
      Uint16Array.from({ length: pixels }, (_, i) => i % regions),
    ),
    weights: filled(
      kernels,
      Float32Array.from({ length: masks * regions }, (_, i) => (i % 9) / 8),
    ),
    output: kernels.allocate(4 * masks * 3 * pixels),
    ...sizes,
  }
  const start = performance.now()
  kernels.maskRegions(job)
  const frames = new Float32Array(masks * 3 * pixels)
  await kernels.read(job.output, frames)
  return { frames, milliseconds: performance.now() - start }
}

function filled(kernels: Kernels, data: Float32Array | Uint16Array) {
  const buffer = kernels.allocate(data.byteLength)
  kernels.write(buffer, data)
  return buffer
}
