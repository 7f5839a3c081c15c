import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ablationCam } from '../../../src/methods/activation/ablation-cam.ts'
import { activationMap } from '../../../src/methods/activation/activation-map.ts'
import { cam } from '../../../src/methods/activation/cam.ts'
import { eigenCam } from '../../../src/methods/activation/eigen-cam.ts'
import { eigengradCam } from '../../../src/methods/activation/eigengrad-cam.ts'
import { fem } from '../../../src/methods/activation/fem.ts'
import { gradCam } from '../../../src/methods/activation/grad-cam.ts'
import { gradCamElementwise } from '../../../src/methods/activation/grad-cam-elementwise.ts'
import { gradCamPlusPlus } from '../../../src/methods/activation/grad-cam-plus-plus.ts'
import { hiresCam } from '../../../src/methods/activation/hires-cam.ts'
import { layerCam } from '../../../src/methods/activation/layer-cam.ts'
import { randomCam } from '../../../src/methods/activation/random-cam.ts'
import { reciproCam } from '../../../src/methods/activation/recipro-cam.ts'
import { scoreCam } from '../../../src/methods/activation/score-cam.ts'
import { xgradCam } from '../../../src/methods/activation/xgrad-cam.ts'
import type { Method } from '../../../src/methods/method.ts'
import { methods } from '../../../src/methods/registry.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { held, pooledBehind } from './layer-model.ts'

const byDerivatives = [gradCam, gradCamPlusPlus, xgradCam, hiresCam, gradCamElementwise, layerCam, eigengradCam]
const classSensitive = [cam, ...byDerivatives, ablationCam, reciproCam]
const all = [...classSensitive, scoreCam, activationMap, eigenCam]

// Each runs with its own defaults, whatever they are.
const named = (list: readonly { readonly name: string }[]) =>
  list.map((method) => [method.name, method as Method<object>] as const)

let oneCell: OpenTinyNetwork
let constant: OpenTinyNetwork
beforeAll(async () => {
  const cell = [
    [0, 0, 5, 0],
    [0, 0, 2, 0],
  ]
  oneCell = await openTinyNetwork(
    pooledBehind(
      [
        [2, 1],
        [-2, -1],
      ],
      [0, 0],
      cell,
    ),
  )
  constant = await openTinyNetwork(
    pooledBehind(
      [
        [0, 0],
        [0, 0],
      ],
      [3, 1],
      held,
    ),
  )
})
afterAll(async () => {
  await oneCell.close()
  await constant.close()
})

describe('a class activation map', () => {
  test.each(named(all))('of %s is largest at the only position that holds anything', async (_, method) => {
    const values = Array.from(valuesOf(await oneCell.run(method)))
    expect(values.indexOf(Math.max(...values))).toBe(2)
    expect(values.filter((value) => value === values[2])).toHaveLength(1)
  })

  test.each(named(classSensitive))(
    'of %s says that it is constant where the class does not depend on the layer',
    async (_, method) => {
      const result = await constant.run(method)
      expect(codesOf(result)).toContain('MAP_CONSTANT')
      expect(new Set(valuesOf(result)).size).toBe(1)
    },
  )

  test.each(named(all))('of %s is the same to the bit when it is made again', async (_, method) => {
    expect(valuesOf(await oneCell.run(method))).toEqual(valuesOf(await oneCell.run(method)))
  })

  test.each(named(all))('of %s needs a layer on a grid, and says why there is none', (_, method) => {
    const { network } = oneCell
    const parameters = method.parameters.parse({})
    expect(method.unsuited!(network, parameters)).toBeNull()
    const without = { ...network, layer: null, layers: [], head: null, layerReason: 'everything is one vector' }
    const reason = method.name === 'cam' ? expect.stringContaining('one dense layer') : 'everything is one vector'
    expect(method.unsuited!(without, parameters)).toEqual(reason)
  })

  test.each(named([...all, fem, randomCam]))('of %s is not begun where the budget does not pay for it', async (_, method) => {
    const context = await oneCell.context({ budget: 0 })
    await expect(method.run(context, method.parameters.parse({}))).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
    expect(context.spent()).toBe(0)
  })

  test.each(named(byDerivatives))('of %s needs derivatives from the layer on, and names what has none', (_, method) => {
    const network = { ...oneCell.network, gapsAfter: () => ['TopK', 'Loop'] }
    const reason = 'what follows "layer" has no derivative: TopK; Loop'
    expect(method.unsuited!(network, method.parameters.parse({}))).toBe(reason)
    expect(method.unsuited!(network, method.parameters.parse({ layer: 'layer' }))).toBe(reason)
  })

  test.each(named(all))('of %s is offered to users', (name) => {
    expect(methods.map((method) => method.name as string)).toContain(name)
  })
})
