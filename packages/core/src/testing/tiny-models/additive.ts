import { createNode } from '../../graph/node.ts'
import { createFloats } from '../../graph/tensor.ts'
import { logitsOfHundredths, modelOfShownRegions, type TinyModel } from './tiny-model.ts'

/** Eight regions, each of which adds its own amount to the probability of class 0: 0.01 + .05 .20 .10 .30 .02 .15 .08 .09. */
export function additive(): TinyModel {
  const ending = logitsOfHundredths()
  return modelOfShownRegions(2, 4, {
    nodes: [
      createNode('MatMul', ['shown', 'amounts'], ['sum']),
      createNode('Add', ['sum', 'base'], ['hundredths']),
      ...ending.nodes,
    ],
    constants: [
      createFloats('amounts', [8, 1], [5, 20, 10, 30, 2, 15, 8, 9]),
      createFloats('base', [], [1]),
      ...ending.constants,
    ],
  })
}
