import { describe, expect, it } from 'vitest'
import { chooseSamples } from '../../src/studies/choose-samples.ts'

const samples = Array.from({ length: 30 }, (_, index) => ({ id: `${index}.png`, class: index % 3 }))
const all = { limit: null, perClass: null, seed: 1 }

describe('choosing samples', () => {
  it('leaves them all in their order unless told', () => {
    expect(chooseSamples(samples, all)).toEqual(samples)
  })

  it('takes so many of each class', () => {
    const chosen = chooseSamples(samples, { ...all, perClass: 4 })
    expect([0, 1, 2].map((index) => chosen.filter((sample) => sample.class === index).length)).toEqual([4, 4, 4])
  })

  it('takes no more than the limit, from anywhere, in their order', () => {
    const chosen = chooseSamples(samples, { ...all, limit: 10 })
    expect(chosen.map(({ id }) => id)).not.toEqual(samples.slice(0, 10).map(({ id }) => id))
    expect([...chosen].sort((a, b) => samples.indexOf(a) - samples.indexOf(b))).toEqual(chosen)
    expect(new Set(chosen).size).toBe(10)
  })

  it('takes the same ones with the same seed, others with another, and a smaller choice out of a larger one', () => {
    const chosen = chooseSamples(samples, { ...all, limit: 10 })
    expect(chooseSamples(samples, { ...all, limit: 10 })).toEqual(chosen)
    expect(chooseSamples(samples, { ...all, limit: 10, seed: 2 })).not.toEqual(chosen)
    expect(chosen).toEqual(expect.arrayContaining([...chooseSamples(samples, { ...all, limit: 5 })]))
  })
})
