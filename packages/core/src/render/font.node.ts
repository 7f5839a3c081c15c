import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import opentype from 'opentype.js'
import { TelltaleError } from '../errors.ts'
import type { Glyph, Typeface, Typefaces } from './text.ts'

/** Latin first: nearly every label is done with it. */
const scripts = ['latin', 'latin-ext', 'cyrillic', 'greek'] as const

/** Reads the embedded font, Inter in two weights. Throws BACKEND_UNAVAILABLE when its package is not installed. */
export async function loadTypefaces(): Promise<Typefaces> {
  const [regular, strong] = await Promise.all([loadWeight(400), loadWeight(600)])
  return { regular, strong }
}

function loadWeight(weight: 400 | 600): Promise<Typeface[]> {
  return Promise.all(scripts.map((script) => loadTypeface(`@fontsource/inter/files/inter-${script}-${weight}-normal.woff`)))
}

async function loadTypeface(specifier: string): Promise<Typeface> {
  const bytes = await readFontFile(specifier)
  const font = opentype.parse(Uint8Array.from(bytes).buffer)
  const known = new Map<number, Glyph | null>()
  return {
    unitsPerEm: font.unitsPerEm,
    glyph: (codePoint) => {
      if (!known.has(codePoint)) known.set(codePoint, readGlyph(font, codePoint))
      return known.get(codePoint) ?? null
    },
  }
}

function readGlyph(font: opentype.Font, codePoint: number): Glyph | null {
  const glyph = font.charToGlyph(String.fromCodePoint(codePoint))
  if (glyph.index === 0) return null
  return {
    advance: glyph.advanceWidth ?? 0,
    outline: (x, baseline, size) => glyph.getPath(x, baseline, size).toPathData(2),
  }
}

async function readFontFile(specifier: string): Promise<Uint8Array> {
  try {
    return await readFile(createRequire(import.meta.url).resolve(specifier))
  } catch (cause) {
    throw new TelltaleError(
      'BACKEND_UNAVAILABLE',
      `The font ${specifier} cannot be read.`,
      'Install it with: npm install @fontsource/inter',
      { file: specifier },
      cause,
    )
  }
}
