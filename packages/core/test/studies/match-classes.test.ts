import { expect, it } from 'vitest'
import { matchClasses } from '../../src/studies/match-classes.ts'

it('finds classes by their names, whatever their numbers', () => {
  const classOf = matchClasses(['tench', 'goldfish'], ['background', 'Goldfish', 'tench'])
  expect([classOf(0), classOf(1)]).toEqual([2, 1])
})

it('takes classes of one name in their order: the crane that flies comes before the one that lifts', () => {
  const classOf = matchClasses(['crane', 'tench', 'crane'], ['background', 'crane', 'tench', 'crane'])
  expect([classOf(0), classOf(2)]).toEqual([1, 3])
})

it('finds nothing where the model has no such class', () => {
  expect(matchClasses(['tench', 'goldfish'], ['tench'])(1)).toBeNull()
  expect(matchClasses(['tench'], ['tench'])(1)).toBeNull()
})
