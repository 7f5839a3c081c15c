import { basename } from 'node:path'
import { type Agreement, agreementOf, type Evaluation } from '@telltale/core'
import { aligned } from '../output/aligned.ts'
import { numberText } from './evaluation-lines.ts'

/** Share of the pixels, those of largest magnitude, that is compared one by one. */
const topShare = 0.1

/** How far maps of the same picture and class agree, pair by pair, over all pictures. */
export interface Agreements {
  /** Compares a map with those before it of the same picture and class: they have to come together, and only they are kept. */
  readonly add: (name: string, evaluation: Evaluation, map: Float32Array) => void
  /** A table, or nothing where no two maps had a picture in common. */
  readonly lines: () => readonly string[]
}

interface LabelledMap {
  readonly label: string
  readonly map: Float32Array
}

export function createAgreements(): Agreements {
  const pairs = new Map<string, Agreement[]>()
  let about = ''
  let maps: LabelledMap[] = []
  return {
    add: (name, { body }, map) => {
      const { picture, target, method } = body
      const key = JSON.stringify([picture.sha256.pixels, picture.frame, target])
      if (key !== about) maps = []
      about = key
      const label = method.name === 'given' ? basename(name) : method.name
      for (const before of maps) {
        const pair = `${before.label}, ${label}`
        const agreement = agreementOf(before.map, map, Math.max(1, Math.round(topShare * map.length)))
        pairs.set(pair, [...(pairs.get(pair) ?? []), agreement])
      }
      maps.push({ label, map })
    },
    lines: () => (pairs.size === 0 ? [] : tableOf(pairs)),
  }
}

const columns = ['overlap', 'sameSign', 'rankCorrelation', 'pairwise'] as const

function tableOf(pairs: ReadonlyMap<string, readonly Agreement[]>): readonly string[] {
  const rows = Array.from(pairs, ([pair, agreements]) => [
    pair,
    String(agreements.length),
    ...columns.map((column) => numberText(meanOf(agreements.map((agreement) => agreement[column])))),
  ])
  return [
    ...aligned([['agreement of', 'n', 'overlap', 'same sign', 'rank corr.', 'pairs'], ...rows], [1, 2, 3, 4, 5]),
    'Overlap and same sign: of the tenth of the pixels with the largest magnitudes.',
    'Pairs: share of all pairs of pixels that both maps put into the same order.',
  ]
}

/** Of what is defined: a constant map has no rank correlation. */
function meanOf(values: readonly number[]): number | null {
  const defined = values.filter((value) => !Number.isNaN(value))
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length
}
