import { TelltaleError } from '../errors.ts'
import { mostInputPixels, type PictureInput } from '../graph/find-input.ts'
import type { Preprocess, Warning } from './classifier.ts'
import { isFilterReplaced, preprocessFromHub, preprocessFromTimm } from './preprocess-from-hub.ts'
import { checkPreprocess, type PartialPreprocess } from './preprocess-from-telltale.ts'

/** What may say how pictures are prepared, strongest first. */
export interface PreprocessSources {
  readonly option: Partial<Preprocess> | 'imagenet' | undefined
  readonly telltale: PartialPreprocess | undefined
  readonly preprocessor: unknown
  readonly config: unknown
  /** A `telltale` entry in the model's own metadata. */
  readonly metadata: PartialPreprocess | undefined
}

export interface ChosenPreprocess {
  readonly preprocess: Preprocess
  readonly from: string
  readonly warnings: readonly Warning[]
}

/**
 * Preprocessing by the first source that has any: option, telltale.json, preprocessor_config.json, config.json, the model's metadata; else a guess with
 * the warning MODEL_PREPROCESSING_ASSUMED. An option may set single entries: the next source fills the rest. Throws USAGE_PARAMETER when an entry is
 * wrong, or the frames would not have the size the model takes or more than 16 million pixels.
 */
export function choosePreprocess(sources: PreprocessSources, input: PictureInput, file: string): ChosenPreprocess {
  const guess = imagenetPreset(input)
  if (sources.option === 'imagenet') return { preprocess: guess, from: 'option', warnings: [] }

  const found = firstSource(sources)
  const option = sources.option === undefined ? {} : checkPreprocess(sources.option, 'the options')
  const hasOption = Object.keys(option).length > 0
  const merged = merge(guess, found?.preprocess ?? {}, option)
  const preprocess = checkSizes(merged, input, file)
  const isWhole = Object.keys(option).length === Object.keys(guess).length
  const from = [...(hasOption ? ['option'] : []), ...(isWhole ? [] : [found?.from ?? 'guess'])].join(' + ')
  const isGuess = found === null && !isWhole
  const isReplaced =
    found?.from === 'preprocessor_config.json' && option.resample === undefined && isFilterReplaced(sources.preprocessor)
  return {
    preprocess,
    from,
    warnings: [...(isGuess ? [assumed(file)] : []), ...(isReplaced ? [replaced(preprocess.resample)] : [])],
  }
}

/** ImageNet's usual preprocessing for the size the model takes, 224 where it takes any. */
export function imagenetPreset(input: Pick<PictureInput, 'height' | 'width'>): Preprocess {
  const crop: readonly [number, number] = [input.height ?? 224, input.width ?? 224]
  const grown = Math.round(Math.min(...crop) / 0.875)
  return {
    resize: 'shortest-edge',
    size: [grown, grown],
    crop,
    resample: 'bilinear',
    channels: 'rgb',
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  }
}

function firstSource(sources: PreprocessSources): { readonly preprocess: PartialPreprocess; readonly from: string } | null {
  if (sources.telltale) return { preprocess: sources.telltale, from: 'telltale.json' }
  const hub = preprocessFromHub(sources.preprocessor)
  if (hub) return { preprocess: hub, from: 'preprocessor_config.json' }
  const timm = preprocessFromTimm(sources.config)
  if (timm) return { preprocess: timm, from: 'config.json' }
  return sources.metadata ? { preprocess: sources.metadata, from: 'metadata' } : null
}

/** Later layers win, entry by entry; an exact size given without a crop also takes away an earlier crop. */
function merge(...layers: readonly PartialPreprocess[]): Preprocess {
  const entries = layers.flatMap((layer) => {
    const takesCropAway = layer.resize === 'exact' && layer.size !== undefined && layer.crop === undefined
    const given = Object.entries(layer).filter(([, value]) => value !== undefined)
    return takesCropAway ? [['crop', null] as const, ...given] : given
  })
  return Object.fromEntries(entries) as unknown as Preprocess
}

function checkSizes(preprocess: Preprocess, input: PictureInput, file: string): Preprocess {
  const { resize, size, crop } = preprocess
  const whole = resize === 'shortest-edge' && crop === null ? { ...preprocess, crop: [size[0], size[0]] as const } : preprocess
  const [height, width] = whole.crop ?? whole.size
  if (height * width > mostInputPixels) throw tooLarge(file, height, width)
  const fits = (input.height ?? height) === height && (input.width ?? width) === width
  if (fits) return whole
  const limit = `${input.height}x${input.width}`
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `${file} takes pictures of ${limit} (height x width), and the preprocessing gives ${height}x${width}.`,
    'Set crop, or size where there is no crop, to what the model takes.',
    { file, value: `${height}x${width}`, limit },
  )
}

function tooLarge(file: string, height: number, width: number): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `The preprocessing of ${file} makes pictures of ${height}x${width} (height x width); the limit is ${mostInputPixels} pixels.`,
    'Set crop, or size where there is no crop, to what the model was trained on.',
    { file, value: `${height}x${width}`, limit: mostInputPixels },
  )
}

function assumed(file: string): Warning {
  const message = `Nothing that Telltale can read says how pictures are prepared for ${file}; ImageNet's usual preprocessing was assumed.`
  return { code: 'MODEL_PREPROCESSING_ASSUMED', message }
}

function replaced(resample: Preprocess['resample']): Warning {
  const message = `preprocessor_config.json asks for a resize filter that is not available; ${resample} was taken.`
  return { code: 'MODEL_PREPROCESSING_ASSUMED', message }
}
