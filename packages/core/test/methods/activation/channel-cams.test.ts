import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ablationCam } from '../../../src/methods/activation/ablation-cam.ts'
import { scoreCam } from '../../../src/methods/activation/score-cam.ts'
import { expectClose } from '../../evaluator/derivatives.ts'
import { codesOf, type OpenTinyNetwork, openTinyNetwork, valuesOf } from '../network-context.ts'
import { held, linearBehind, slopes } from './layer-model.ts'

describe('Score-CAM', () => {
  let network: OpenTinyNetwork
  let withLevel: OpenTinyNetwork
  beforeAll(async () => {
    network = await openTinyNetwork(linearBehind())
    withLevel = await openTinyNetwork(linearBehind([...held, [7, 7, 7, 7]], [...slopes, [0, 0, 0, 0]]))
  })
  afterAll(async () => {
    await network.close()
    await withLevel.close()
  })

  /*
   * The masks are (1, 0, 0.5, 0.5) and (0.6, 0.2, 1, 0). Hidden pixels are black, where the channels hold 2 and -2, so that the first mask leaves
   * (4, 2, 2, 2) and (1, -2, 0.5, -2), the second (3.2, 1.6, 2, 2) and (-0.2, -1.8, 3, -2): logits 5 and 3.4.
   */
  const first = 1 / (1 + Math.exp(3.4 - 5))
  const expected = held[0]!.map((value, i) => Math.max(0, first * value + (1 - first) * held[1]![i]!))

  test('weighs channels by the softmax of the logits of what they show', async () => {
    const result = await network.run(scoreCam)
    expectClose(valuesOf(result), expected)
    expect(result.statistics).toMatchObject({ channels: 2 })
    expect(result.statistics!['effectiveChannels']).toBeCloseTo(1 / (first ** 2 + (1 - first) ** 2), 5)
  })

  test('leaves out a channel that is the same everywhere, without a forward', async () => {
    const context = await withLevel.context()
    expectClose(valuesOf(await scoreCam.run(context, { layer: 'auto', channels: 0 })), expected)
    expect(context.spent()).toBe(1 + 2)
    expect(scoreCam.cost({ layer: 'auto', channels: 0 }, 4, withLevel.network.layer)).toBe(1 + 3)
  })

  test('tries the channels that vary most where it may not try all, and where the budget ends', async () => {
    const alone = held[1]!.map((value) => Math.max(0, value))
    const chosen = await network.run(scoreCam, { channels: 1 })
    expectClose(valuesOf(chosen), alone)
    expect(chosen.complete).toBe(true)
    const ended = await network.run(scoreCam, {}, { budget: 2 })
    expectClose(valuesOf(ended), alone)
    expect([ended.complete, ended.statistics!['channels']]).toEqual([false, 1])
  })

  test('needs the budget for one channel', async () => {
    await expect(network.run(scoreCam, {}, { budget: 1 })).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })

  test('says when the network does not care what is shown, where it would be the activation map', async () => {
    const deaf = await openTinyNetwork(linearBehind(held, [new Array(4).fill(0), new Array(4).fill(0)], 1))
    const result = await deaf.run(scoreCam)
    expectClose(valuesOf(result), [2.5, 0, 2.5, 0])
    expect(codesOf(result)).toEqual(['SCORE_CONSTANT'])
    await deaf.close()
  })
})

describe('Ablation-CAM', () => {
  let network: OpenTinyNetwork
  beforeAll(async () => {
    network = await openTinyNetwork(linearBehind())
  })
  afterAll(() => network.close())

  // The logit is 7; without channel 0 it is 1, without channel 1 it is 6.
  test('sets channels to zero, where pytorch-grad-cam writes -1e7: exact on a linear head', async () => {
    const result = await network.run(ablationCam)
    expectClose(valuesOf(result), [25 / 7, 0, 15 / 7, 10 / 7])
    expect(result.statistics!['logit']).toBeCloseTo(7, 5)
  })

  // The logit of class 1 is -7: what speaks for class 0 speaks against it, and both channels do.
  test('does not turn its sign with that of the logit', async () => {
    const result = await network.run(ablationCam, {}, { targets: [{ class: 1 }] })
    expectClose(valuesOf(result), [0, 1 / 7, 0, 0])
  })

  test('spends one forward for the frame and one for the logit, none for channels that are zero', async () => {
    const empty = await openTinyNetwork(linearBehind([...held, [0, 0, 0, 0]], [...slopes, [1, 1, 1, 1]]))
    const context = await empty.context()
    expectClose(valuesOf(await ablationCam.run(context, { layer: 'auto', channels: 0 })), [25 / 7, 0, 15 / 7, 10 / 7])
    expect(context.spent()).toBe(2 + 2)
    expect(ablationCam.cost({ layer: 'auto', channels: 0 }, 4, empty.network.layer)).toBe(2 + 3)
    await empty.close()
  })

  test('begins with the channels that vary most, and says when the budget ended before all of them', async () => {
    const result = await network.run(ablationCam, {}, { budget: 3 })
    expectClose(
      valuesOf(result),
      held[1]!.map((value) => Math.max(0, value / 7)),
    )
    expect([result.complete, result.statistics!['channels']]).toEqual([false, 1])
    await expect(network.run(ablationCam, {}, { budget: 2 })).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })
})
