import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'

describe('Einsum', () => {
  const equations: readonly (readonly [string, readonly (readonly number[])[]])[] = [
    [
      'ij,jk->ik',
      [
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'ij,jk',
      [
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'B G H I D, B G H J D -> B G H I J',
      [
        [2, 1, 2, 3, 2],
        [2, 1, 2, 2, 2],
      ],
    ],
    [
      'bhwc,hkc->bhwk',
      [
        [2, 2, 3, 2],
        [2, 3, 2],
      ],
    ],
    ['ij->ji', [[2, 3]]],
    ['ij->i', [[2, 3]]],
    ['ij->', [[2, 3]]],
    ['i,j->ij', [[2], [3]]],
    ['i,i->', [[3], [3]]],
    [
      'ij,ij->ij',
      [
        [2, 3],
        [2, 3],
      ],
    ],
    [
      'ij,kl->ik',
      [
        [2, 3],
        [2, 2],
      ],
    ],
    [
      'ij,jk,kl->il',
      [
        [2, 3],
        [3, 2],
        [2, 4],
      ],
    ],
    [
      '...ij,...jk->...ik',
      [
        [2, 1, 2, 3],
        [1, 3, 3, 2],
      ],
    ],
    [
      '...ij,jk',
      [
        [2, 2, 3],
        [3, 2],
      ],
    ],
    ['i...->...', [[2, 3]]],
    [
      'ij,ik->jk',
      [
        [1, 2],
        [3, 2],
      ],
    ],
    [',ij->ij', [[], [2, 3]]],
  ]

  test.each(equations)('%s', async (equation, shapes) => {
    const names = shapes.map((_, i) => `x${i}`)
    await checkRule({
      nodes: [createNode('Einsum', names, ['y'], { equation })],
      wrt: Object.fromEntries(shapes.map((dims, i) => [names[i]!, randomTensor(dims, i + 1)])),
    })
  })

  test('a diagonal is refused, in words', async () => {
    const given = { nodes: [createNode('Einsum', ['a'], ['y'], { equation: 'ii->i' })], wrt: { a: randomTensor([2, 2]) } }
    await expect(gradientsOf(given)).rejects.toThrow('Einsum (an index twice in one operand')
  })
})
