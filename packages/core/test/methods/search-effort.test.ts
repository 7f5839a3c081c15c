import { expect, test } from 'vitest'
import { createSearchEffort } from '../../src/methods/submodular/searches/search-effort.ts'

test('a search may go on while its arithmetic is within 30 million steps a forward', () => {
  let work = 0
  let forwards = 2
  const effort = createSearchEffort(
    () => work,
    () => forwards,
  )
  work = 6e7
  expect(effort.mayGoOn()).toBe(true)
  expect(effort.limited).toBe(false)
  work = 6e7 + 1
  expect(effort.mayGoOn()).toBe(false)
  forwards = 3
  expect(effort.mayGoOn()).toBe(true)
  expect(effort.limited).toBe(true)
})
