import { type Classifier, explain, type Kernels, type Picture, TelltaleError } from '@telltale/core'
import { chooseTargets } from '../explaining/choose-targets.ts'
import type { WorkerSettings } from './job.ts'

/**
 * Forwards that one picture will take at most: what `explain` expects of noise of the model's size before the first mask is measured. Null where
 * that depends on the picture. Throws USAGE_* for settings with which no picture could succeed.
 */
export async function estimateForwards(
  model: Classifier,
  kernels: Kernels,
  { options, targets: written }: WorkerSettings['explain'],
): Promise<number | null> {
  const picture = noiseOf(model)
  // Which class is the true one decides nothing here, only that there is one.
  const truth = options.truth ?? (written?.includes('truth') ? 0 : undefined)
  const { targets } = await chooseTargets(model, picture, written, truth)
  const enough = new AbortController()
  let expected: number | null = null
  const onProgress = (progress: { readonly expected: number }): void => {
    expected ??= progress.expected
    enough.abort()
  }
  try {
    const asked = { ...options, ...(truth !== undefined && { truth }), targets, kernels, signal: enough.signal, onProgress }
    await explain(model, picture, asked)
  } catch (error) {
    const { code = '' } = error instanceof TelltaleError ? error : {}
    if (code === 'CANCELLED') return expected
    // Maps and labels from files fit pictures of one size, which noise need not have.
    if (!dependsOnPicture(options) || code === 'USAGE_UNKNOWN_METHOD' || code === 'USAGE_PARAMETER') throw error
  }
  return expected
}

function dependsOnPicture({ map, regions }: WorkerSettings['explain']['options']): boolean {
  return map !== undefined || (typeof regions === 'object' && !['slico', 'seeds', 'grid'].includes(regions.kind))
}

/** A picture of the size that the model takes, so that nothing is cut off. */
function noiseOf({ info }: Classifier): Picture {
  const [height, width] = info.preprocess.crop ?? info.preprocess.size
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, index) => Math.imul(index + 1, 0x6d2b79f5) >>> 24)
  const sha256 = { file: '0'.repeat(64), pixels: '0'.repeat(64) }
  return { name: 'noise', width, height, rgb, sha256, warnings: [] }
}

const defaultMemory = 256

/** Bytes that batches of masks take: what the largest batch needs, at most what `--memory` allows. */
export function evaluatorBytes(
  { info, batches }: Classifier,
  { memory = defaultMemory }: WorkerSettings['explain']['options'],
): number {
  const [height, width] = info.preprocess.crop ?? info.preprocess.size
  // Two evaluators, each with picture, baseline and a batch of frames in floats.
  const needed = 2 * 4 * 3 * width * height * (2 + batches.at(-1)!)
  return Math.min(needed, memory * 1024 * 1024)
}
