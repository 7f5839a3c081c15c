/**
 * What a study found, as plain data: sentences first, then tables and charts. The command line makes a page, csv and parquet of it, a page the
 * same without a server.
 */
export interface StudyReport {
  readonly title: string
  /** The findings in plain language, most important first; each is true of this run alone. */
  readonly summary: readonly string[]
  readonly sections: readonly ReportSection[]
}

export interface ReportSection {
  readonly title: string
  /** What the reader looks at and how to read it. */
  readonly text?: string
  readonly tables?: readonly ReportTable[]
  readonly charts?: readonly ReportChart[]
}

/** A table that can be sorted and is also written as csv and parquet under its name. */
export interface ReportTable {
  /** Of the file: lower case with hyphens. */
  readonly name: string
  readonly caption: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly ReportCell[])[]
}

export interface ReportColumn {
  readonly name: string
  readonly kind: 'text' | 'number' | 'whole number'
  /** Which is better, where one is; shown as an arrow, and the best of the column is marked. */
  readonly direction?: 'higher' | 'lower'
  /** Digits after the point. */
  readonly digits?: number
}

/** A number with a 95 % interval where one was made; null with why there is none. */
export type ReportCell =
  | string
  | number
  | null
  | { readonly value: number; readonly low: number; readonly high: number }
  | { readonly value: null; readonly reason: string }

export type ReportChart = LineChart | BarChart | HeatChart

/** Curves over one axis, with bands where there are. */
export interface LineChart {
  readonly kind: 'lines'
  readonly name: string
  readonly caption: string
  readonly x: string
  readonly y: string
  readonly series: readonly {
    readonly name: string
    readonly x: readonly number[]
    readonly y: readonly (number | null)[]
    readonly low?: readonly (number | null)[]
    readonly high?: readonly (number | null)[]
    /** Controls are drawn dashed and grey. */
    readonly control?: boolean
  }[]
}

/** One value with an interval per row. */
export interface BarChart {
  readonly kind: 'bars'
  readonly name: string
  readonly caption: string
  readonly x: string
  readonly bars: readonly {
    readonly name: string
    readonly value: number | null
    readonly low?: number
    readonly high?: number
    readonly control?: boolean
  }[]
}

/** A matrix such as correlations between methods, -1..1 or 0..1. A range may fall: what lies at its second end stands out. */
export interface HeatChart {
  readonly kind: 'heat'
  readonly name: string
  readonly caption: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly values: readonly (readonly (number | null)[])[]
  readonly range: readonly [from: number, to: number]
}
