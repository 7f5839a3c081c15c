import * as z from 'zod/mini'
import type { PartialPreprocess } from './preprocess-from-telltale.ts'

const side = z.int().check(z.minimum(1), z.maximum(8192))
const sides = z.union([side, z.tuple([side, side]), z.object({ height: side, width: side }), z.object({ shortest_edge: side })])
/** What a crop keeps of a side; less would ask for pictures of any size. */
const share = z.number().check(z.minimum(0.01))
const triple = z.union([z.number(), z.tuple([z.number(), z.number(), z.number()])])

const hubSchema = z.object({
  image_processor_type: z.optional(z.string()),
  feature_extractor_type: z.optional(z.string()),
  do_resize: z.optional(z.boolean()),
  size: z.optional(sides),
  resample: z.optional(z.number()),
  crop_pct: z.optional(z.nullable(share)),
  do_center_crop: z.optional(z.nullable(z.boolean())),
  crop_size: z.optional(z.nullable(sides)),
  do_rescale: z.optional(z.boolean()),
  rescale_factor: z.optional(z.number()),
  do_normalize: z.optional(z.boolean()),
  image_mean: z.optional(z.nullable(triple)),
  image_std: z.optional(z.nullable(triple)),
  include_top: z.optional(z.boolean()),
})

const timmSchema = z.object({
  pretrained_cfg: z.object({
    input_size: z.tuple([z.number(), side, side]),
    interpolation: z.optional(z.string()),
    crop_pct: z.optional(share),
    crop_mode: z.optional(z.string()),
    mean: z.optional(triple),
    std: z.optional(triple),
  }),
})

/** Pillow's numbers. Lanczos, box and Hamming are taken as the nearest filter we have. */
const filters: Readonly<Record<number, 'nearest' | 'bilinear' | 'bicubic'>> = {
  0: 'nearest',
  1: 'bicubic',
  2: 'bilinear',
  3: 'bicubic',
  4: 'bilinear',
  5: 'bilinear',
}

/** Image processors that read a single number as the shorter side; the others stretch to a square. */
const shortestEdgeProcessors = /CLIP|MobileNet|MobileViT|ConvNext|PoolFormer|LevIt|Levit|BlipImage|Siglip2/

/** Preprocessing from the hub's `preprocessor_config.json`, as the transformers library reads it; null where the file says nothing usable. */
export function preprocessFromHub(content: unknown): PartialPreprocess | null {
  const parsed = z.safeParse(hubSchema, content)
  if (!parsed.success) return null
  const file = parsed.data
  const std = file.do_normalize === false ? [1, 1, 1] : spread(file.image_std, 1)
  return {
    ...geometry(file),
    resample: filters[file.resample ?? 2] ?? 'bilinear',
    channels: 'rgb',
    scale: file.do_rescale === false ? 1 : (file.rescale_factor ?? 1 / 255),
    mean: file.do_normalize === false ? [0, 0, 0] : spread(file.image_mean, 0),
    // EfficientNet's processor divides by the deviation a second time.
    std: file.include_top === true ? std.map((value) => value * value) : std,
  }
}

/** Whether that file asks for a filter we do not have (Lanczos, box, Hamming), so that the nearest one stands in. */
export function isFilterReplaced(content: unknown): boolean {
  const parsed = z.safeParse(hubSchema, content)
  return parsed.success && [1, 4, 5].includes(parsed.data.resample ?? 2)
}

/** Preprocessing from the `pretrained_cfg` that timm writes into `config.json`; null where there is none. */
export function preprocessFromTimm(config: unknown): PartialPreprocess | null {
  const parsed = z.safeParse(timmSchema, config)
  if (!parsed.success) return null
  const { input_size, interpolation, crop_pct, crop_mode, mean, std } = parsed.data.pretrained_cfg
  const [, height, width] = input_size
  const grown: readonly [number, number] = [Math.floor(height / (crop_pct ?? 1)), Math.floor(width / (crop_pct ?? 1))]
  return {
    resize: crop_mode === 'squash' ? 'exact' : 'shortest-edge',
    size: grown,
    crop: [height, width],
    resample: interpolation === 'bilinear' || interpolation === 'nearest' ? interpolation : 'bicubic',
    channels: 'rgb',
    scale: 1 / 255,
    mean: spread(mean, 0),
    std: spread(std, 1),
  }
}

function geometry(file: z.infer<typeof hubSchema>): Pick<PartialPreprocess, 'resize' | 'size' | 'crop'> {
  if (file.size === undefined) return {}
  const processor = file.image_processor_type ?? file.feature_extractor_type ?? ''
  const size = file.size
  const single = typeof size === 'number' ? size : 'shortest_edge' in size ? size.shortest_edge : null
  const isShortest =
    typeof size === 'object' && 'shortest_edge' in size ? true : single !== null && shortestEdgeProcessors.test(processor)

  if (single !== null && /ConvNext|PoolFormer/.test(processor)) return percentageCrop(single, file.crop_pct ?? 224 / 256)
  const crop = file.do_center_crop === true ? pair(file.crop_size ?? size) : null
  if (single !== null && isShortest) return { resize: 'shortest-edge', size: [single, single], crop: crop ?? [single, single] }
  return { resize: 'exact', size: pair(size), crop }
}

/** Small pictures are resized larger by the crop's share and cropped; from 384 on they are stretched. */
function percentageCrop(side: number, kept: number): Pick<PartialPreprocess, 'resize' | 'size' | 'crop'> {
  if (side >= 384) return { resize: 'exact', size: [side, side], crop: null }
  const grown = Math.floor(side / kept)
  return { resize: 'shortest-edge', size: [grown, grown], crop: [side, side] }
}

function pair(size: z.infer<typeof sides>): readonly [height: number, width: number] {
  if (typeof size === 'number') return [size, size]
  if ('shortest_edge' in size) return [size.shortest_edge, size.shortest_edge]
  return 'height' in size ? [size.height, size.width] : size
}

function spread(value: z.infer<typeof triple> | null | undefined, otherwise: number): readonly number[] {
  const given = value ?? otherwise
  return typeof given === 'number' ? [given, given, given] : given
}
