import { describe, expect, test } from 'vitest'
import { findOutput } from '../../src/model/find-output.ts'

const logits = { name: 'logits', shape: [2, 10] }
const map = { name: 'map', shape: [2, 64, 7, 7] }
const age = { name: 'age', shape: [2, 1] }

describe('findOutput', () => {
  test('takes the only row of class scores', () => {
    expect(findOutput([map, age, logits], undefined, 'm')).toBe(logits)
  })

  test('takes a row that is followed by axes of size 1', () => {
    const maps = { name: 'maps', shape: [2, 10, 1, 1] }
    expect(findOutput([maps], undefined, 'm')).toBe(maps)
  })

  test('takes the one asked for', () => {
    const other = { name: 'other', shape: [2, 5] }
    expect(findOutput([logits, other], 'other', 'm')).toBe(other)
  })

  test('refuses a single number per picture', () => {
    expect(() => findOutput([age], undefined, 'm')).toThrow(expect.objectContaining({ code: 'MODEL_NOT_A_CLASSIFIER' }))
  })

  test('refuses the one asked for when it is no row of class scores', () => {
    expect(() => findOutput([map, logits], 'map', 'm')).toThrow(expect.objectContaining({ code: 'MODEL_NOT_A_CLASSIFIER' }))
  })

  test('lists what there is when the name is unknown', () => {
    expect(() => findOutput([map, logits], 'scores', 'm')).toThrow(
      expect.objectContaining({
        code: 'MODEL_OUTPUT_AMBIGUOUS',
        message: 'm has no output "scores"; it has: map [2, 64, 7, 7], logits [2, 10].',
      }),
    )
  })
})
