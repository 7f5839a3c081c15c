import * as z from 'zod/mini'
import type { Frame } from '../../model/classifier.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { drawAt } from '../../random/random.ts'
import { seedOfBytes } from '../../random/seed-of-bytes.ts'

/** How a picture is disturbed. */
export const noiseParameters = z.object({
  samples: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 10).check(z.describe('Noisy pictures that are explained')),
  radius: z
    ._default(z.int().check(z.minimum(1), z.maximum(255)), 5)
    .check(z.describe('Levels, of 255, by which a colour of a pixel changes at most, up or down')),
})

export type NoiseParameters = z.infer<typeof noiseParameters>

/**
 * The frame with noise on it, sample by sample: every colour of every pixel goes up or down by whole levels, all from -radius to radius alike, and is
 * cut at 0 and 255. Another picture gets other noise from the same seed, and metrics with the same parameters the same.
 */
export function noisyFrames(frame: Frame, { samples, radius }: NoiseParameters, seed: number): readonly Frame[] {
  const own = deriveSeed(seed, 'noise', seedOfBytes(frame.rgb))
  return Array.from({ length: samples }, (_, sample) => {
    const stream = deriveSeed(own, sample)
    // Written to bytes that are cut, not wrapped around.
    const rgb = Uint8ClampedArray.from(
      frame.rgb,
      (level, at) => level + Math.floor(drawAt(stream, at) * (2 * radius + 1)) - radius,
    )
    return { ...frame, rgb: new Uint8Array(rgb.buffer) }
  })
}
