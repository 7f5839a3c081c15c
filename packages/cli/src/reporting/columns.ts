import type { TableRow } from '../batch/tables.ts'

/** How a value is written: a share as per cent, an area with two decimals, a duration in seconds. */
export type ColumnKind = 'text' | 'share' | 'area' | 'count' | 'duration' | 'flag'

/** A column as people read it, can sort by it, and are told what it means. */
export interface ReportColumn {
  readonly key: keyof TableRow
  readonly label: string
  readonly meaning: string
  readonly kind: ColumnKind
  /** Which values are better, where one can say so. */
  readonly better?: 'higher' | 'lower'
}

/** The columns of the table view, in order; all of them can be sorted by. */
export const reportColumns: readonly ReportColumn[] = [
  { key: 'picture', label: 'picture', meaning: 'the name of the file', kind: 'text' },
  { key: 'label', label: 'class', meaning: 'the class that is explained', kind: 'text' },
  { key: 'probability', label: 'confidence', meaning: 'the probability of that class for the whole picture', kind: 'share' },
  { key: 'right', label: 'right', meaning: 'whether the model’s answer is the class said to be true', kind: 'flag' },
  { key: 'truthLabel', label: 'true class', meaning: 'the class said to be true', kind: 'text' },
  {
    key: 'share',
    label: 'answer size',
    meaning: 'the share of what the model sees that the answer takes',
    kind: 'share',
    better: 'lower',
  },
  { key: 'answerRegions', label: 'regions', meaning: 'the number of regions in the answer', kind: 'count', better: 'lower' },
  { key: 'kept', label: 'kept', meaning: 'the probability with only the answer shown', kind: 'share', better: 'higher' },
  { key: 'holds', label: 'holds', meaning: 'whether the answer is enough on a second background, too', kind: 'flag' },
  { key: 'flip', label: 'turns to', meaning: 'the class that hiding a few regions leads to', kind: 'text' },
  {
    key: 'insertion',
    label: 'insertion',
    meaning: 'area under the probability while regions are shown one by one',
    kind: 'area',
    better: 'higher',
  },
  {
    key: 'deletion',
    label: 'deletion',
    meaning: 'area under the probability while regions are hidden one by one',
    kind: 'area',
    better: 'lower',
  },
  { key: 'forwards', label: 'forwards', meaning: 'times the model was asked', kind: 'count' },
  { key: 'milliseconds', label: 'time', meaning: 'time that the explanation took', kind: 'duration' },
  { key: 'method', label: 'method', meaning: 'the method of attribution', kind: 'text' },
  { key: 'warnings', label: 'warnings', meaning: 'codes of what is to be read with care', kind: 'text' },
  { key: 'error', label: 'error', meaning: 'why the picture failed', kind: 'text' },
]
