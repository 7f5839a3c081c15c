import type { Explanation } from '../explanation/document.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Drawing } from './block.ts'
import { drawEvidence } from './evidence.ts'
import { describeRun, describeSecondOpinion, drawFooter, listWarnings } from './footer.ts'
import { drawHiddenPanel, drawKeptPanel, type OverlayImages } from './frame-panels.ts'
import { drawHeader } from './header.ts'
import { drawHero } from './hero-panel.ts'
import { footerGap, margin, rightColumn, sectionGap } from './layout.ts'
import { drawMapPanel } from './map-panel.ts'
import { drawPage, type Page } from './page.ts'
import { type OverlayPlaces, placeOverlay } from './place-overlay.ts'
import { drawTrust } from './trust-block.ts'

/** An overlay whose parts have their places, which say the sizes that the images must have. */
export interface OverlayPlan extends OverlayPlaces {
  readonly draw: (images: OverlayImages) => Page
}

/** What is said in words: the answer, and how far to trust it; one sentence an item. */
export interface OverlayWords {
  readonly answer: readonly string[]
  readonly trust: readonly string[]
}

/**
 * Composes the overlay of one explanation: header with the answer in words, the picture beside the two frames the claim is about and
 * the method's own map where it has one, the two curves, how far to trust it, and a footer. First the places, then, given images of the planned sizes, the SVG. Everything said is
 * read from the document; what was not measured is said to be so.
 */
export function planOverlay(drawing: Drawing, explanation: Explanation, regions: RegionMap, words: OverlayWords): OverlayPlan {
  const header = drawHeader(drawing, explanation, words.answer, margin)
  const { pictures, map } = placeOverlay(drawing, explanation, regions, margin + header.height)
  const evidenceTop = margin + header.height + pictures.height + sectionGap
  const evidence = drawEvidence(drawing, explanation, rightColumn(pictures), evidenceTop)
  const trustTop = evidenceTop + evidence.height + 28
  const trust = drawTrust(drawing, words.trust, trustTop)
  const footerTop = trustTop + (trust.height > 0 ? trust.height + footerGap : 0)
  const lines = [describeSecondOpinion(explanation), describeRun(explanation)].filter((line) => line !== null)
  const footer = drawFooter(drawing, lines, listWarnings(explanation), footerTop)
  const bottom = footerTop + footer.height + margin - 12

  const draw = (images: OverlayImages): Page =>
    drawPage(drawing.theme, titleText(explanation), bottom, [
      header.svg,
      drawHero(drawing, explanation, regions, images.hero, pictures),
      map && images.map !== null ? drawMapPanel(drawing, explanation, map, images.map) : '',
      drawKeptPanel(drawing, explanation, regions, images.kept, pictures.panels[0]),
      drawHiddenPanel(drawing, explanation, regions, images.hidden, pictures.panels[1]),
      evidence.svg,
      trust.svg,
      footer.svg,
    ])
  return { pictures, map, draw }
}

function titleText({ body }: Explanation): string {
  return `${body.target.label} in ${body.picture.name}`
}
