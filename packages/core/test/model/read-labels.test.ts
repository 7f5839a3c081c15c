import { describe, expect, test } from 'vitest'
import { completeLabels, labelsFromConfig, parseLabels } from '../../src/model/read-labels.ts'

describe('parseLabels', () => {
  test.each([
    ['one a line', 'cat\ndog\n', ['cat', 'dog']],
    ['with a byte-order mark and Windows line ends', '\uFEFFcat\r\ndog\r\n', ['cat', 'dog']],
    ['with blank lines at the end', 'cat\ndog\n\n  \n', ['cat', 'dog']],
    ['with WordNet ids', 'n01440764 tench, Tinca tinca\nn01443537 goldfish', ['tench, Tinca tinca', 'goldfish']],
    ['a JSON list', '["cat", "dog"]', ['cat', 'dog']],
    ['a JSON object in any order', '{"1": "dog", "0": "cat"}', ['cat', 'dog']],
  ])('reads %s', (_, text, labels) => {
    expect(parseLabels(text)).toEqual(labels)
  })
})

describe('labelsFromConfig', () => {
  test('sorts by number, not as text', () => {
    const id2label = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(11 - i), `name ${11 - i}`]))
    expect(labelsFromConfig({ id2label })?.[10]).toBe('name 10')
  })

  test('takes no list with gaps', () => {
    expect(labelsFromConfig({ id2label: { 0: 'cat', 2: 'dog' } })).toBeNull()
  })
})

describe('completeLabels', () => {
  test('numbers the classes that have an empty name', () => {
    expect(completeLabels(['cat', ' '], 2)).toEqual({ labels: ['cat', 'class 1'], warnings: [] })
  })

  test('does not use a list of another length, and warns', () => {
    const { labels, warnings } = completeLabels(['background', 'cat', 'dog'], 2)
    expect(labels).toEqual(['class 0', 'class 1'])
    expect(warnings).toEqual([
      {
        code: 'MODEL_LABELS_MISSING',
        message: 'The model has 2 classes, and its list has 3 names; classes are shown by number.',
      },
    ])
  })
})
