import { element, formatCoordinate } from './svg.ts'

/** One glyph of a font, in font units. */
export interface Glyph {
  readonly advance: number
  /** SVG path data at a pen position, scaled to `size` pixels per em. */
  readonly outline: (x: number, baseline: number, size: number) => string
}

/** A font as the painter sees it: outlines by code point, null where it has none. */
export interface Typeface {
  readonly unitsPerEm: number
  readonly glyph: (codePoint: number) => Glyph | null
}

/** The faces of every text: each weight is a list that is asked in turn. */
export interface Typefaces {
  readonly regular: readonly Typeface[]
  readonly strong: readonly Typeface[]
}

export interface TextStyle {
  /** Pixels per em. */
  readonly size: number
  readonly weight: keyof Typefaces
  readonly colour: string
}

export type TextAnchor = 'start' | 'middle' | 'end'

/** Draws text as paths, so that a machine without fonts gives the same picture. */
export interface TextPainter {
  /** Width in pixels. */
  readonly measure: (text: string, style: TextStyle) => number
  /** One line as an SVG group labelled with its text; `x` is where the anchor is, `baseline` where the letters stand. */
  readonly draw: (text: string, x: number, baseline: number, style: TextStyle, anchor?: TextAnchor) => string
}

/** Advance of the box drawn for a character that no face has, in em. */
const replacementAdvance = 0.62

/**
 * A painter over the given faces. Labels come from model files: control and formatting characters are dropped, every kind of white
 * space is one space, and a character without a glyph becomes a plain box.
 */
export function createTextPainter(typefaces: Typefaces): TextPainter {
  const measure = (text: string, style: TextStyle): number => {
    let width = 0
    for (const character of cleanText(text)) width += glyphOf(typefaces[style.weight], character).advance
    return width * style.size
  }
  return {
    measure,
    draw: (text, x, baseline, style, anchor = 'start') => {
      const width = anchor === 'start' ? 0 : measure(text, style)
      let pen = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
      const clean = cleanText(text)
      let path = ''
      for (const character of clean) {
        const glyph = glyphOf(typefaces[style.weight], character)
        path += glyph.outline(pen, baseline, style.size)
        pen += glyph.advance * style.size
      }
      return element('g', { role: 'img', 'aria-label': clean, fill: style.colour }, path && element('path', { d: path }))
    },
  }
}

/** Text as it is drawn: composed, on one line, without characters that have no shape of their own. */
export function cleanText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\u{FFFD}')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
}

/** Lines no wider than `width`, broken at spaces, never between a number and its per cent sign; a longer word is cut where it must be. */
export function wrapText(painter: TextPainter, text: string, width: number, style: TextStyle): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of splitWords(text)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (painter.measure(longer, style) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(painter, word, width, style)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  if (line !== '') lines.push(line)
  return lines
}

/** The text itself when it fits, else as much of it as fits with an ellipsis. */
export function truncateText(painter: TextPainter, text: string, width: number, style: TextStyle): string {
  const clean = cleanText(text)
  if (painter.measure(clean, style) <= width) return clean
  const characters = [...clean]
  let fits = 0
  let fails = characters.length
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1
    if (painter.measure(withEllipsis(characters, middle), style) <= width) fits = middle
    else fails = middle
  }
  return withEllipsis(characters, fits)
}

/** The text in the style's size, or smaller, down to `least` pixels per em, where that makes it fit; only then is it cut. */
export function fitText(
  painter: TextPainter,
  text: string,
  width: number,
  style: TextStyle,
  least: number,
): { readonly text: string; readonly style: TextStyle } {
  const measured = painter.measure(text, style)
  if (measured <= width) return { text, style }
  const smaller = { ...style, size: Math.min(style.size, Math.max(least, Math.floor((style.size * width) / measured))) }
  return { text: truncateText(painter, text, width, smaller), style: smaller }
}

/** At most `most` wrapped lines; the last one ends in an ellipsis when text is left over. */
export function wrapAtMost(painter: TextPainter, text: string, width: number, style: TextStyle, most: number): string[] {
  const lines = wrapText(painter, text, width, style)
  if (lines.length <= most) return lines
  const rest = lines.slice(most - 1).join(' ')
  return [...lines.slice(0, most - 1), truncateText(painter, rest, width, style)]
}

function withEllipsis(characters: readonly string[], count: number): string {
  return `${characters.slice(0, count).join('').trimEnd()}…`
}

function splitWords(text: string): string[] {
  return cleanText(text)
    .replace(/(\d) %/g, '$1\u00a0%')
    .split(' ')
    .filter((word) => word !== '')
}

function breakWord(painter: TextPainter, word: string, width: number, style: TextStyle): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && painter.measure(piece + character, style) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

/** Advance in em, and the outline. */
function glyphOf(faces: readonly Typeface[], character: string): Glyph {
  for (const face of faces) {
    const glyph = face.glyph(character.codePointAt(0)!)
    if (glyph) return { advance: glyph.advance / face.unitsPerEm, outline: glyph.outline }
  }
  return { advance: replacementAdvance, outline: outlineReplacement }
}

/** A hollow box of capital height; the inner rectangle runs the other way round, so that it is a hole. */
function outlineReplacement(x: number, baseline: number, size: number): string {
  const at = (value: number) => formatCoordinate(value * size)
  const left = formatCoordinate(x + 0.07 * size)
  const inner = formatCoordinate(x + 0.13 * size)
  const bottom = formatCoordinate(baseline)
  const innerBottom = formatCoordinate(baseline - 0.06 * size)
  return `M${left} ${bottom}h${at(0.48)}v${at(-0.72)}h${at(-0.48)}zM${inner} ${innerBottom}v${at(-0.6)}h${at(0.36)}v${at(0.6)}z`
}
