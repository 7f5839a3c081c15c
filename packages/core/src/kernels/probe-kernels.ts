import { TelltaleError } from '../errors.ts'
import type { Kernels } from './kernels.ts'
import { maskRegions } from './reference/mask-regions.ts'
import { readout } from './reference/readout.ts'
import { withScratchBuffers } from './scratch-buffers.ts'

const masking = { masks: 3, regions: 3, pixels: 5 }
const picture = Float32Array.from({ length: 15 }, (_, i) => i / 4 - 2)
const baseline = Float32Array.from({ length: 15 }, (_, i) => 1 - i / 8)
const labels = Uint16Array.of(0, 1, 2, 1, 0)
const weights = Float32Array.of(0, 1, 0.5, 1, 1, 0, 0.25, 0, 1)

const reading = { rows: 2, classes: 4, link: 'softmax' } as const
const logits = Float32Array.of(1, -2, 3, 0.5, 5, 5, 4, -1)
const targets = Uint32Array.of(2, 0)
/** What a score may be off by. */
const tolerance = 2e-5

/** Masks a few pixels and reads two rows of logits, where the answers are known. Throws BACKEND_PROBE_FAILED for a wrong one. */
export async function probeKernels(kernels: Kernels): Promise<void> {
  const masked = new Float64Array(45)
  maskRegions(picture, baseline, labels, weights, masked, masking)
  const read = new Float64Array(14)
  readout(logits, targets, read, reading)

  await withScratchBuffers(kernels, async ({ hold, upload }) => {
    // Two labels to a word.
    const packed = upload(new Uint32Array(3))
    kernels.write(packed, labels)
    const [masks, scores] = [hold(4 * masked.length), hold(4 * read.length)]
    const images = { picture: upload(picture), baseline: upload(baseline), labels: packed, weights: upload(weights) }
    kernels.maskRegions({ ...masking, ...images, output: masks })
    const rows = { logits: upload(logits), targets: upload(targets), targetCount: targets.length }
    kernels.readout({ ...reading, ...rows, output: scores })
    const [pixels, numbers] = [new Float32Array(masked.length), new Float32Array(read.length)]
    await Promise.all([kernels.read(masks, pixels), kernels.read(scores, numbers)])
    requireClose(kernels.backend, 'maskRegions', pixels, masked)
    requireClose(kernels.backend, 'readout', numbers, read)
  })
}

function requireClose(backend: string, kernel: string, actual: Float32Array, expected: Float64Array): void {
  const wrong = actual.findIndex((value, index) => !(Math.abs(value - expected[index]!) <= tolerance))
  if (wrong < 0) return
  throw new TelltaleError(
    'BACKEND_PROBE_FAILED',
    `The ${backend} kernels give wrong numbers on this machine: ${kernel} gave ${actual[wrong]} instead of ${expected[wrong]}.`,
    'Choose the backend "auto", and report what `telltale doctor --json` prints.',
    { value: String(actual[wrong]), limit: tolerance },
  )
}
