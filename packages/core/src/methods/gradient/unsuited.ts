import type { Network } from '../../model/network.ts'

/** Why the logits of a network have no derivative by the picture, in words, or null. */
export function withoutPictureGradient({ gaps }: Network): string | null {
  return gaps.length === 0 ? null : `its logits have no derivative by the picture: ${gaps.join('; ')}`
}
