import type { Explanation } from '../explanation/document.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { drawEvidence } from './evidence.ts'
import { drawFooter } from './footer.ts'
import { drawHiddenPanel, drawKeptPanel, type OverlayImages } from './frame-panels.ts'
import { drawHeader } from './header.ts'
import { captionHeight, drawHero } from './hero-panel.ts'
import { margin, type PictureLayout, pageWidth, placePictures, rightColumn } from './layout.ts'
import { element, escapeXml } from './svg.ts'

const sectionGap = 44

/** An overlay whose parts have their places; `pictures` says which sizes the images must have. */
export interface OverlayPlan {
  readonly pictures: PictureLayout
  readonly draw: (images: OverlayImages) => Overlay
}

/** The finished overlay: a self-contained SVG and its size in pixels. */
export interface Overlay {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/**
 * Composes the overlay of one explanation: header with the answer in words, the picture beside the two frames the claim is about, the
 * two curves, and a footer. First the places, then, given images of the planned sizes, the SVG. Everything said is read from the
 * document; what was not measured is said to be so. `sentences` are the answer in words, one after the other.
 */
export function planOverlay(
  drawing: Drawing,
  explanation: Explanation,
  regions: RegionMap,
  sentences: readonly string[],
): OverlayPlan {
  const { body } = explanation
  const header = drawHeader(drawing, explanation, sentences, margin)
  const pictures = placePictures(body.picture.width, body.picture.height, margin + header.height, captionHeight(explanation))
  const evidenceTop = margin + header.height + pictures.height + sectionGap
  const evidence = drawEvidence(drawing, explanation, rightColumn(pictures), evidenceTop)
  const footerTop = evidenceTop + evidence.height + 24
  const footer = drawFooter(drawing, explanation, footerTop)
  const height = Math.ceil(footerTop + footer.height + margin - 12)

  const draw = (images: OverlayImages): Overlay => {
    const content = [
      element('title', {}, titleText(body)),
      element('rect', { width: pageWidth, height, fill: drawing.theme.page }),
      header.svg,
      drawHero(drawing, explanation, regions, images.hero, pictures),
      drawKeptPanel(drawing, explanation, regions, images.kept, pictures.panels[0]),
      drawHiddenPanel(drawing, explanation, regions, images.hidden, pictures.panels[1]),
      evidence.svg,
      footer.svg,
    ]
    const size = { width: pageWidth, height, viewBox: `0 0 ${pageWidth} ${height}` }
    return { svg: element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, content.join('')), width: pageWidth, height }
  }
  return { pictures, draw }
}

function titleText(body: Explanation['body']): string {
  return escapeXml(`${body.target.label} in ${body.picture.name}`)
}
