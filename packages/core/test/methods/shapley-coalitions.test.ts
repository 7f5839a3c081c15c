import { describe, expect, it } from 'vitest'
import { type Coalitions, planCoalitions } from '../../src/methods/sampling/shapley-coalitions.ts'

function coalition(plan: Coalitions, players: number, index: number): string {
  const members = new Float32Array(players)
  plan.write(index, members)
  return members.join('')
}

const all = (plan: Coalitions, players: number): string[] =>
  Array.from({ length: plan.count }, (_, index) => coalition(plan, players, index))

describe('coalitions for the Shapley kernel', () => {
  it('of four players are all of them, from the outside in, when they can be paid for', () => {
    expect(all(planCoalitions(4, 14, 1), 4).join(' ')).toBe(
      '1000 0111 0100 1011 0010 1101 0001 1110 1100 1010 1001 0110 0101 0011',
    )
  })

  it.each([2, 3, 4, 5, 6, 7, 12])('of %i players have the weights of the kernel', (players) => {
    const plan = planCoalitions(players, 2 ** players - 2, 1)
    const choose = (size: number): number =>
      Array.from({ length: size }).reduce<number>((product, _, i) => (product * (players - i)) / (i + 1), 1)
    const kernel = (size: number): number => (players - 1) / (choose(size) * size * (players - size))
    const sizes = all(plan, players).map((members) => members.replaceAll('0', '').length)
    const total = sizes.reduce((sum, size) => sum + kernel(size), 0)
    expect(new Set(all(plan, players)).size).toBe(2 ** players - 2)
    sizes.forEach((size, index) => {
      expect(plan.weight(index)).toBeCloseTo(kernel(size) / total, 12)
    })
    expect(plan.drawnWeight).toBe(0)
  })

  it('of 49 players enumerate single ones and draw the others in complementary pairs', () => {
    const plan = planCoalitions(49, 2146, 1)
    expect([plan.count, plan.enumerated]).toEqual([2146, 98])
    const drawn = all(plan, 49).slice(98)
    for (let index = 0; index < drawn.length; index += 2) {
      const complement = [...drawn[index]!].map((member) => (member === '1' ? '0' : '1')).join('')
      expect(drawn[index + 1]).toBe(complement)
    }
  })

  it('draw sizes by what the kernel weighs them', () => {
    const plan = planCoalitions(10, 901, 3)
    // Sizes 1 and 9, 2 and 8, 3 and 7 are enumerated: 20 + 90 + 240; left are 4 and 6 with 2/24 and 5 with 1/25.
    expect([plan.enumerated, plan.count]).toEqual([350, 900])
    const fives = all(plan, 10)
      .slice(350)
      .filter((members) => members.replaceAll('0', '').length === 5).length
    const share = 1 / 25 / (1 / 25 + 2 / 24)
    expect(plan.drawnWeight).toBeCloseTo((1 / 25 + 2 / 24) / (2 / 9 + 2 / 16 + 2 / 21 + 2 / 24 + 1 / 25), 12)
    // Four standard deviations of 275 draws.
    expect(Math.abs(fives / 550 - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 275))
  })

  it('stay the same for a seed, wherever one begins', () => {
    const [one, again, other] = [planCoalitions(20, 500, 7), planCoalitions(20, 500, 7), planCoalitions(20, 500, 8)]
    expect(coalition(again, 20, 400)).toBe(coalition(one, 20, 400))
    expect(all(other, 20)).not.toEqual(all(one, 20))
  })

  it('are none for one player, and none without samples', () => {
    expect(planCoalitions(1, 100, 1).count).toBe(0)
    expect(planCoalitions(9, 0, 1).count).toBe(0)
  })
})
