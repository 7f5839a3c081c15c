import { describe, expect, test } from 'vitest'
import { type Baseline, describeBaseline, parseBaseline, secondBaseline } from '../../src/image/baseline.ts'

describe('parseBaseline', () => {
  test.each<[string, Baseline]>([
    ['mean', { kind: 'mean' }],
    ['black', { kind: 'black' }],
    [' White ', { kind: 'white' }],
    ['region-mean', { kind: 'region-mean' }],
    ['blur', { kind: 'blur', sigma: 0.0625 }],
    ['blur:0.125', { kind: 'blur', sigma: 0.125 }],
    ['colour:#7F00ff', { kind: 'colour', rgb: [127, 0, 255] }],
    ['colour:124,116, 104', { kind: 'colour', rgb: [124, 116, 104] }],
  ])('%s', (text, baseline) => {
    expect(parseBaseline(text)).toEqual(baseline)
  })

  test.each([
    '',
    'grey',
    'mean:1',
    'blur:',
    'blur:0',
    'blur:2',
    'blur:0x1',
    'colour',
    'colour:#12345',
    'colour:1,2',
    'colour:0,0,256',
  ])('"%s" is refused, and the choices are listed', (text) => {
    expect(() => parseBaseline(text)).toThrow(
      expect.objectContaining({
        code: 'USAGE_PARAMETER',
        fix: expect.stringMatching(/mean, black, white, region-mean, blur.*colour:#/),
      }),
    )
  })
})

test.each<[Baseline, string]>([
  [{ kind: 'mean' }, "the picture's mean colour"],
  [{ kind: 'blur', sigma: 0.0625 }, 'a blurred copy of the picture'],
  [{ kind: 'region-mean' }, "each region's own mean colour"],
  [{ kind: 'black' }, 'black'],
  [{ kind: 'colour', rgb: [0, 127, 255] }, 'the colour #007fff'],
])('%o reads as "%s"', (baseline, words) => {
  expect(describeBaseline(baseline)).toBe(words)
})

test('the second opinion is a blurred background, or the mean colour after a blur', () => {
  expect(secondBaseline({ kind: 'mean' })).toEqual({ kind: 'blur', sigma: 0.0625 })
  expect(secondBaseline({ kind: 'blur', sigma: 0.125 })).toEqual({ kind: 'mean' })
})
