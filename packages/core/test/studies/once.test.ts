import { expect, it } from 'vitest'
import { createOnce } from '../../src/studies/once.ts'

it('makes what is shared once, also for those who ask while it is made', async () => {
  const once = createOnce()
  let made = 0
  const make = async () => ++made
  expect(await Promise.all([once('a', make), once('a', make), once('b', make)])).toEqual([1, 1, 2])
  expect(await once('a', make)).toBe(1)
})

it('tries again what could not be made', async () => {
  const once = createOnce()
  await expect(once('a', async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await once('a', async () => 7)).toBe(7)
})
