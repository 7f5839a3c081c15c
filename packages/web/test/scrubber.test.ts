import { readFileSync } from 'node:fs'
import { type Explanation, readExplanation } from '@telltale/core'
import { describe, expect, it } from 'vitest'
import { gainOf, scoreAt, shareAt } from '../src/session/scrubber.ts'
import { describeRegion, describeView } from '../src/view/describe-view.ts'
import { unbroken } from '../src/view/unbroken.ts'

const stored = new URL('../src/stored/example.json', import.meta.url)
const panda: Explanation = readExplanation(readFileSync(stored, 'utf8'))
const { insertion, deletion } = panda.body.curves

describe('what the scrubber stands for', () => {
  it('is what was measured, never what lies between', () => {
    expect(scoreAt(panda, { view: 'answer', count: 0 })).toBe(panda.body.answer?.kept)
    expect(scoreAt(panda, { view: 'show', count: 12 })).toBe(insertion.score[12])
    expect(scoreAt(panda, { view: 'hide', count: 12 })).toBe(deletion.score[12])
    expect(shareAt(panda, { view: 'hide', count: 49 })).toBeCloseTo(1, 6)
  })

  it('is nothing where nothing was measured', () => {
    const score = insertion.score.map((value, place) => (place === 12 ? null : value))
    const body = { ...panda.body, curves: { ...panda.body.curves, insertion: { ...insertion, score } } }
    expect(scoreAt({ ...panda, body }, { view: 'show', count: 12 })).toBeNull()
    expect(gainOf({ ...panda, body }, 11)).toBeNull()
    expect(gainOf({ ...panda, body }, 12)).toBeNull()
  })

  it('is said in words', () => {
    expect(describeView(panda, { view: 'answer', count: 6 })).toBe('Only these 6 of 49 regions, 11 % of the picture')
    expect(describeView(panda, { view: 'hide', count: 12 })).toBe('The first 12 of 49 regions hidden, 21 % of the picture')
  })

  it('names a region by its place and what it added', () => {
    const order = Array.from({ length: 49 }, (_, place) => 48 - place)
    const gain = 100 * (insertion.score[3]! - insertion.score[2]!)
    const sign = gain >= 0 ? '+' : '−'
    expect(describeRegion(panda, order, 46)).toContain(
      `Region 47: number 3 in the order, ${sign}${Math.abs(gain).toFixed(1)} points`,
    )
  })
})

it('a number and its per cent sign stay on one line', () => {
  expect(unbroken('6 of 49 regions (11 % of it)')).toBe('6 of 49 regions (11\u00a0% of it)')
})
