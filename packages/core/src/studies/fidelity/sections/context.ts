import { mean } from '../../../math/mean.ts'
import { text } from '../../comparison/sections/columns.ts'
import type { ReportCell } from '../../study-report.ts'
import type { FidelityFindings } from '../findings.ts'

/** What the sections need besides the findings. */
export interface FidelityContext {
  /** Label of the random maps. */
  readonly random: string
  readonly balanced: boolean
  readonly steps: number
}

/** The columns that say what a row is of, and what stands in them. */
export const where = [text('model'), text('hidden with'), text('method'), text('map')]
export function placeOf({ table }: FidelityFindings): ReportCell[] {
  return [table.model, table.baseline, table.method, table.sign]
}

/** Those of a model and baseline. */
export function ofPlace(found: readonly FidelityFindings[], model: string, baseline: string): readonly FidelityFindings[] {
  return found.filter(({ table }) => table.model === model && table.baseline === baseline)
}

/** D_RAND: what random maps lose on a model and baseline, over all seeds. */
export function randomLoss(
  found: readonly FidelityFindings[],
  model: string,
  baseline: string,
  { random }: FidelityContext,
): number {
  return mean(ofPlace(found, model, baseline).flatMap((one) => (one.table.method === random ? [one.lossOfMost.value] : [])))
}

/** What the findings name, in their order. */
export function namesIn(found: readonly FidelityFindings[], of: 'model' | 'baseline'): readonly string[] {
  return [...new Set(found.map(({ table }) => table[of]))]
}

/** A method with the way its maps are read: `lime, absolute`. */
export function readingOf({ table }: FidelityFindings): string {
  return `${table.method}, ${table.sign}`
}
