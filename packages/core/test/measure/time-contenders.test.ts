import { describe, expect, it } from 'vitest'
import type { Contender } from '../../src/measure/contender.ts'
import { timeContenders } from '../../src/measure/time-contenders.ts'

/** A contender whose call takes exactly so many milliseconds, and who writes down every run. */
function steady(name: string, milliseconds: number, diary: string[]): Contender {
  return {
    name,
    role: 'backend',
    time: async (repeats) => {
      diary.push(name)
      return repeats * milliseconds
    },
    spoil: () => void diary.push(`${name} spoiled`),
    output: async () => null,
    close: async () => {},
  }
}

const quietly = { runs: 15, seed: 7, afterRound: () => {} }

describe('contenders in turns', () => {
  it('every round runs each once, in orders that differ', async () => {
    const diary: string[] = []
    await timeContenders([steady('a', 20, diary), steady('b', 20, diary), steady('c', 20, diary)], quietly)
    const timed = diary.slice(diary.lastIndexOf('c spoiled') + 1)
    const rounds = Array.from({ length: 15 }, (_, round) => timed.slice(3 * round, 3 * round + 3))
    expect(rounds.map((round) => round.toSorted().join(''))).toEqual(new Array(15).fill('abc'))
    expect(new Set(rounds.map((round) => round.join(''))).size).toBeGreaterThan(3)
  })

  it('the order depends on the seed only', async () => {
    const orders = await Promise.all(
      [7, 7, 8].map(async (seed) => {
        const diary: string[] = []
        await timeContenders([steady('a', 20, diary), steady('b', 20, diary)], { ...quietly, seed })
        return diary.join()
      }),
    )
    expect(orders[1]).toBe(orders[0])
    expect(orders[2]).not.toBe(orders[0])
  })

  it('a run is as many calls as last eight milliseconds, and a time is that of one call', async () => {
    const [timing] = await timeContenders([steady('quick', 0.5, [])], quietly)
    expect(timing!.repeats).toBe(16)
    expect(timing!.samples).toEqual(new Array(15).fill(0.5))
  })

  it('a call of five seconds gets three runs, the others all of theirs', async () => {
    const timings = await timeContenders([steady('slow', 5000, []), steady('quick', 1, [])], quietly)
    expect(timings.map(({ samples }) => samples.length)).toEqual([3, 15])
  })

  it('a first call of a second or more counts as a run', async () => {
    const diary: string[] = []
    await timeContenders([steady('slow', 5000, diary)], quietly)
    expect(diary).toEqual(['slow', 'slow spoiled', 'slow', 'slow'])
  })

  it('what was computed while warming up is spoiled before the first timed run', async () => {
    const diary: string[] = []
    await timeContenders([steady('a', 100, diary)], { ...quietly, runs: 3 })
    expect(diary).toEqual(['a', 'a spoiled', 'a', 'a', 'a'])
  })

  it('a contender that takes no time on this clock ends all the same', async () => {
    const [timing] = await timeContenders([steady('nothing', 0, [])], { ...quietly, runs: 3 })
    expect(timing!.samples).toEqual([0, 0, 0])
  })

  it('says after each round which share is done', async () => {
    const shares: number[] = []
    await timeContenders([steady('a', 10, [])], { ...quietly, runs: 4, afterRound: (share) => void shares.push(share) })
    expect(shares).toEqual([0.25, 0.5, 0.75, 1])
  })
})
