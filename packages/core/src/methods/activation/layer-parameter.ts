import * as z from 'zod/mini'
import type { SpatialLayer } from '../../model/spatial-layer.ts'

/** Stands for the layer that the network suggests. */
const automatic = 'auto'

/** Which layer a method reads. */
export const layerParameter = z
  ._default(z.string().check(z.minLength(1)), automatic)
  .check(z.describe('Name of the tensor that is read, on a grid; auto: the last one whose grid still reaches the logits'))

/** Parameters of a method that has no other. */
export const layerOnly = z.object({ layer: layerParameter })

export type LayerOnly = z.infer<typeof layerOnly>

/** Parameters of a method that keeps what speaks for the class. */
export const layerAndRelu = z.object({
  layer: layerParameter,
  relu: z._default(z.boolean(), true).check(z.describe('Whether values below zero, what speaks against the class, become zero')),
})

export type LayerAndRelu = z.infer<typeof layerAndRelu>

/** The name to ask an evaluator for; undefined for the network's own choice. */
export function nameOfLayer(layer: string): string | undefined {
  return layer === automatic ? undefined : layer
}

/** What a layer is taken for before the network is known: the last one of a mobile network on a frame of 224 pixels. */
const nominal = { channels: 1280, rows: 7, columns: 7 }

/** The size that costs are computed with; that of a named layer is not known before the run. */
export function expectedSize(
  layer: string,
  suggested?: SpatialLayer | null,
): Pick<SpatialLayer, 'channels' | 'rows' | 'columns'> {
  return layer === automatic && suggested ? suggested : nominal
}
