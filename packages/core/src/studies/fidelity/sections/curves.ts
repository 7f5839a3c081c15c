import { fileName } from '../../comparison/sections/columns.ts'
import type { LineChart, ReportSection } from '../../study-report.ts'
import { type FidelityFindings, meanCurve } from '../findings.ts'
import { type FidelityContext, namesIn, ofPlace, readingOf } from './context.ts'

const orders = [
  { order: 'most', name: 'most important first' },
  { order: 'least', name: 'least important first' },
] as const

/** The curves of accuracy. */
export function curvesSection(found: readonly FidelityFindings[], context: FidelityContext): ReportSection {
  return {
    title: 'Curves',
    text:
      'Accuracy while pixels are hidden. Most important first: the faster it falls, the better the map. Least important first: what is lost all the same is the most that hiding itself can have cost. ' +
      'Both end at the same point, where everything is hidden.',
    charts: namesIn(found, 'model').flatMap((model) =>
      namesIn(found, 'baseline').flatMap((baseline) =>
        orders.map(({ order, name }) => chartOf(ofPlace(found, model, baseline), order, name, context)),
      ),
    ),
  }
}

function chartOf(
  found: readonly FidelityFindings[],
  order: 'most' | 'least',
  name: string,
  { random, balanced, steps }: FidelityContext,
): LineChart {
  const { model, baseline } = found[0]!.table
  const x = Array.from({ length: steps + 1 }, (_, step) => step / steps)
  return {
    kind: 'lines',
    name: fileName(`curve-${order}-${model}-${baseline}`),
    caption: `${model}, hidden with ${baseline}, ${name}`,
    x: 'share of the frame hidden',
    y: 'accuracy',
    series: found.map((one) => ({
      name: readingOf(one),
      x,
      y: meanCurve(one.table, order, balanced),
      control: one.table.method === random,
    })),
  }
}
