import type { Ratio } from './findings.ts'

/** Each claim in words: what is found, with which certainty, and what was published. */
export function describeClaims(ratios: readonly Ratio[]): readonly string[] {
  const claimed = ratios.filter(({ published, pictures }) => published !== null && pictures > 0)
  if (claimed.length === 0) return ['No picture could be compared: the data set must say which class each shows.']
  return claimed.map(({ table, measure, rival, ratio, interval, published, verdict, pictures }) => {
    const against =
      rival === 'hsic' ? 'HSIC with the published number of forwards' : 'HSIC with as many forwards as the selection'
    const range = Number.isFinite(interval.low)
      ? ` (95 % interval ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`
      : ''
    return `${conclusions[verdict]}: on ${table.model}, ${pictures} ${table.predictions} predictions, ${measure} of the selection is ${ratio.toFixed(2)} times that of ${against}${range}; published is ${published}.`
  })
}

const conclusions = {
  better: 'The direction is confirmed',
  worse: 'The opposite is found',
  'not decided': 'Not decided',
  'not decided: too few pictures': 'Not decided, as these are too few pictures',
} as const
