import { pageWidth } from './layout.ts'
import { element, escapeXml } from './svg.ts'
import type { Theme } from './theme.ts'

/** A finished picture: a self-contained SVG and its size in pixels. */
export interface Page {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** The parts on a page of the theme's colour; `title` is what machines read. */
export function drawPage(theme: Theme, title: string, bottom: number, parts: readonly string[]): Page {
  const height = Math.ceil(bottom)
  const size = { width: pageWidth, height, viewBox: `0 0 ${pageWidth} ${height}` }
  const content = [
    element('title', {}, escapeXml(title)),
    element('rect', { width: pageWidth, height, fill: theme.page }),
    ...parts,
  ]
  return { svg: element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, content.join('')), width: pageWidth, height }
}
