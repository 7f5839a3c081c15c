import { describeTarget } from '../explanation/describe-target.ts'
import type { Drawing } from './block.ts'
import type { ComparedMethod } from './compared-methods.ts'
import { drawComparisonCharts } from './comparison-charts.ts'
import { seenBox } from './comparison-images.ts'
import { comparisonKey } from './comparison-key.ts'
import { type ComparisonGrid, comparisonGrid, placeCells } from './comparison-layout.ts'
import { drawFooter, listWarnings } from './footer.ts'
import { drawHeader } from './header.ts'
import { footerGap, margin, sectionGap } from './layout.ts'
import { cardHeight, drawMethodCard, headingHeights } from './method-card.ts'
import { methodFigures } from './method-figures.ts'
import { drawPage, type Page } from './page.ts'

/** A comparison whose parts have their places; `grid.map` is the size that each method's image must have. */
export interface ComparisonPlan {
  readonly grid: ComparisonGrid
  /** Images as `data:` addresses, one for each method. */
  readonly draw: (images: readonly string[]) => Page
}

/**
 * Composes several methods on one picture and one target over the same regions: the header with who does best in words, for each method its
 * map with its own scale and the same figures, then all insertion and all deletion curves. First the places, then, given images of the
 * planned size, the SVG. Everything said is read from the documents. `methods` holds two or more.
 */
export function planComparison(
  drawing: Drawing,
  methods: readonly ComparedMethod[],
  sentences: readonly string[],
): ComparisonPlan {
  const first = methods[0]!.explanation
  const seen = seenBox(first.body)
  const grid = comparisonGrid(methods.length, seen.width / seen.height)
  const figures = methodFigures(methods)
  const header = drawHeader(drawing, first, sentences, margin)
  const gridTop = margin + header.height
  const headings = headingHeights(methods, grid)
  const height = cardHeight(grid, figures)
  const cells = placeCells(
    grid,
    headings.map((heading) => heading + height),
    gridTop,
  )
  const cardsEnd = cells.at(-1)!.y + headings.at(-1)! + height
  const key = comparisonKey(drawing, methods, cardsEnd + 20)
  const chartsTop = cardsEnd + 20 + key.height + sectionGap
  const charts = drawComparisonCharts(drawing, methods, chartsTop)
  const footerTop = chartsTop + charts.height + footerGap
  const footer = drawFooter(drawing, footerLines(methods), warningsOf(methods), footerTop)

  const draw = (images: readonly string[]): Page =>
    drawPage(drawing.theme, titleText(methods), footerTop + footer.height + margin - 12, [
      header.svg,
      ...methods.map((method, index) =>
        drawMethodCard(
          drawing,
          { method, index, figures, image: images[index]!, heading: headings[index]! },
          grid,
          cells[index]!,
        ),
      ),
      key.svg,
      charts.svg,
      footer.svg,
    ])
  return { grid, draw }
}

function titleText(methods: readonly ComparedMethod[]): string {
  const { body } = methods[0]!.explanation
  return `${methods.map(({ name }) => name).join(', ')}: ${describeTarget(body)} in ${body.picture.name}`
}

function footerLines(methods: readonly ComparedMethod[]): string[] {
  const { body, run } = methods[0]!.explanation
  const shared = methods.some(({ explanation }) => explanation.run.memoHits > 0)
  return [
    ...(shared
      ? ['Forwards counts every mask that a method asked for; those measured before were reused, so time may be less than alone.']
      : []),
    `seed ${body.seed} · ${body.backend} · telltale ${run.telltale}`,
  ]
}

/** A warning of all methods is said once, one of some under their names. */
function warningsOf(methods: readonly ComparedMethod[]): string[] {
  const by = new Map<string, string[]>()
  for (const { name, explanation } of methods) {
    for (const message of new Set(listWarnings(explanation))) by.set(message, [...(by.get(message) ?? []), name])
  }
  return Array.from(by, ([message, names]) =>
    names.length === methods.length || message.startsWith(`${names[0]!} `) ? message : `${names.join(', ')}: ${message}`,
  )
}
