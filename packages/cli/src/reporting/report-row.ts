import type { TableRow } from '../batch/tables.ts'

/** What was found where a document should lie; `none` where the run keeps none, or the picture failed. */
export type DocumentState = 'whole' | 'missing' | 'damaged' | 'none'

/** A row of the tables with all that the page shows of it. */
export interface ReportRow extends TableRow {
  readonly state: DocumentState
  /** The picture of the document, seen from the run's folder. */
  readonly overlay: string | null
  /** Which sprite its thumbnail is in, and which place there, counted from 0; null without one. */
  readonly thumbnail: { readonly sprite: number; readonly place: number } | null
}

/** A file of thumbnails, sixteen in a row. */
export interface Sprite {
  /** Seen from the run's folder. */
  readonly file: string
  readonly columns: number
}

/** Everything that a report is made of. */
export interface Report {
  readonly rows: readonly ReportRow[]
  readonly sprites: readonly Sprite[]
  /** Pixels along a side of a thumbnail. */
  readonly side: number
  /** What was said of each picture that failed, by its name. */
  readonly failures: ReadonlyMap<string, string>
  /** Documents whose pictures are no longer where they were. */
  readonly withoutPicture: readonly string[]
}
