import type { ReportColumn } from '../../study-report.ts'
import type { ComparisonMetric } from '../parameters.ts'

/** The values of a metric, with its direction. */
export function columnOf({ label, metric }: ComparisonMetric): ReportColumn {
  return number(label, metric.direction, 3)
}

export function text(name: string): ReportColumn {
  return { name, kind: 'text' }
}

export function whole(name: string): ReportColumn {
  return { name, kind: 'whole number' }
}

export function number(name: string, direction: ReportColumn['direction'], digits: number): ReportColumn {
  return { name, kind: 'number', digits, ...(direction && { direction }) }
}

/** A name as files have it: lower case, hyphens for everything else. */
export function fileName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
