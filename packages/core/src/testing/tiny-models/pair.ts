import { createNode } from '../../graph/node.ts'
import { createFloats, createIntegers } from '../../graph/tensor.ts'
import { logitsOfHundredths, modelOfShownRegions, type TinyModel } from './tiny-model.ts'

/** Six regions; 4 and 5 add 0.6 to the probability of class 0 when both are shown, and nothing alone. */
export function andPair(): TinyModel {
  return pairModel('Mul')
}

/** Six regions; 4 and 5 add 0.6 to the probability of class 0 when either is shown, and no more together. */
export function orPair(): TinyModel {
  return pairModel('Max')
}

/** Regions 4 and 5 are interchangeable bit for bit; 0 to 3 add .04 .03 .02 .01 to a base of .05. */
function pairModel(join: 'Mul' | 'Max'): TinyModel {
  const ending = logitsOfHundredths()
  return modelOfShownRegions(2, 3, {
    nodes: [
      createNode('Gather', ['shown', 'four'], ['shown_4'], { axis: 1 }),
      createNode('Gather', ['shown', 'five'], ['shown_5'], { axis: 1 }),
      createNode(join, ['shown_4', 'shown_5'], ['joined']),
      createNode('Mul', ['joined', 'bonus'], ['extra']),
      createNode('MatMul', ['shown', 'amounts'], ['sum']),
      createNode('Add', ['sum', 'base'], ['small']),
      createNode('Add', ['small', 'extra'], ['hundredths']),
      ...ending.nodes,
    ],
    constants: [
      createIntegers('four', [1], [4]),
      createIntegers('five', [1], [5]),
      createFloats('bonus', [], [60]),
      createFloats('amounts', [6, 1], [4, 3, 2, 1, 0, 0]),
      createFloats('base', [], [5]),
      ...ending.constants,
    ],
  })
}
