import { expect, it } from 'vitest'
import { parseSettings } from '../../src/studies/named-settings.ts'

it('reads names with their parameters', () => {
  expect(parseSettings('submodular, rise:samples=1000:smooth=true,lime:kernel=cosine')).toEqual([
    { text: 'submodular', name: 'submodular', parameters: {} },
    { text: 'rise:samples=1000:smooth=true', name: 'rise', parameters: { samples: 1000, smooth: true } },
    { text: 'lime:kernel=cosine', name: 'lime', parameters: { kernel: 'cosine' } },
  ])
})

it('takes one method with two settings for two', () => {
  expect(parseSettings('rise:samples=10,rise:samples=20').map(({ name }) => name)).toEqual(['rise', 'rise'])
})

it.each(['', 'rise,', 'rise:masks', 'rise:=3', 'rise,rise'])('refuses "%s"', (text) => {
  expect(() => parseSettings(text)).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
})
