import { TelltaleError } from '../errors.ts'

/** What hidden pixels become; always in pixel space, resolved once to an RGB frame. */
export type Baseline =
  | { readonly kind: 'black' | 'white' | 'mean' | 'region-mean' }
  /** Gaussian, edge replicated; sigma as a fraction of the width. */
  | { readonly kind: 'blur'; readonly sigma: number }
  | { readonly kind: 'colour'; readonly rgb: readonly [number, number, number] }
  | { readonly kind: 'picture'; readonly sha256: string }

/** Blurs as strong as a sixteenth of the width leave colours but no shapes. */
const usualSigma = 1 / 16

/**
 * Reads a baseline as users write it: `mean`, `black`, `white`, `region-mean`, `blur`, `blur:0.0625` (sigma as a fraction of the width,
 * above 0 and at most 1), `colour:#rrggbb` or `colour:r,g,b` (0..255). Throws USAGE_PARAMETER for anything else.
 */
export function parseBaseline(text: string): Baseline {
  const [name, value] = splitOnce(text.trim().toLowerCase(), ':')
  if (value === null && (name === 'mean' || name === 'black' || name === 'white' || name === 'region-mean')) return { kind: name }
  if (name === 'blur') {
    const sigma = value === null ? usualSigma : parseNumber(value)
    if (sigma !== null && sigma > 0 && sigma <= 1) return { kind: 'blur', sigma }
  }
  if (name === 'colour' && value !== null) {
    const rgb = parseColour(value)
    if (rgb) return { kind: 'colour', rgb }
  }
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `"${text}" is no baseline.`,
    'Give mean, black, white, region-mean, blur, blur:0.0625 (a fraction of the width, at most 1), colour:#7f7f7f or colour:127,127,127.',
    { value: text },
  )
}

function splitOnce(text: string, separator: string): readonly [string, string | null] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}

function parseNumber(text: string): number | null {
  return /^(\d+\.?\d*|\.\d+)(e-?\d+)?$/.test(text) ? Number(text) : null
}

function parseColour(text: string): readonly [number, number, number] | null {
  const hexadecimal = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(text)
  const decimal = /^(\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})$/.exec(text)
  const parts = (hexadecimal ?? decimal)?.slice(1).map((part) => Number.parseInt(part, hexadecimal ? 16 : 10))
  if (!parts?.every((part) => part <= 255)) return null
  return [parts[0]!, parts[1]!, parts[2]!]
}

/** A baseline in plain English, to follow the word "on": "the picture's mean colour". */
export function describeBaseline(baseline: Baseline): string {
  switch (baseline.kind) {
    case 'mean':
      return "the picture's mean colour"
    case 'region-mean':
      return "each region's own mean colour"
    case 'blur':
      return 'a blurred copy of the picture'
    case 'colour':
      return `the colour #${baseline.rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`
    case 'picture':
      return 'another picture'
    default:
      return baseline.kind
  }
}

/** The other background on which an answer is checked: a blurred copy, or the mean colour where the baseline is a blur itself. */
export function secondBaseline(baseline: Baseline): Baseline {
  return baseline.kind === 'blur' ? { kind: 'mean' } : { kind: 'blur', sigma: usualSigma }
}
