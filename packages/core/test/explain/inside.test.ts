import { afterEach, describe, expect, test } from 'vitest'
import { buildDocument } from '../../src/explain/build-document.ts'
import { investigate } from '../../src/explain/investigate.ts'
import { createProgress } from '../../src/explain/progress.ts'
import { requireSuited } from '../../src/explain/require-suited.ts'
import { resolveTarget } from '../../src/explain/resolve-targets.ts'
import { openSets, searchOrder } from '../../src/explain/search-order.ts'
import { resolveSettings } from '../../src/explain/settings.ts'
import { createMeter } from '../../src/explain/spent.ts'
import { openStage } from '../../src/explain/stage.ts'
import type { TargetContext } from '../../src/explain/target-context.ts'
import { hashBody } from '../../src/explanation/write.ts'
import { createHostBeside, createKernels } from '../../src/kernels/implementations.ts'
import type { MethodContext, MethodResult } from '../../src/methods/method.ts'
import type { PreparedMethod } from '../../src/methods/prepared-method.ts'
import { tokens } from '../../src/testing/index.ts'
import { openTinyPicture } from './small-picture.ts'

/** What the layer of a network of tokens holds, weighted by its gradient and summed over channels; reads everything else on the way. */
const inspecting: PreparedMethod = {
  name: 'inspecting',
  version: 1,
  access: 'activations',
  classSensitive: false,
  signed: false,
  parameters: {},
  cost: () => 10,
  unsuited: ({ attention }) => (attention.length === 2 ? null : 'it has no two layers of attention'),
  run: async ({ gradients, activations, attention, evaluator, target }: MethodContext): Promise<MethodResult> => {
    const [road, head] = [await gradients(), await activations()]
    const frame = road.normalise(evaluator.frame.rgb)
    await road.evaluate(frame, 1, evaluator.targets[target]!, 'input')
    const { gradient, activation } = await road.evaluate(frame, 1, evaluator.targets[target]!, road.layer())
    await (await activations('tokens_0')).evaluate(head.activation, 1)
    await attention()
    const values = Float64Array.from({ length: 4 }, (_, position) =>
      [0, 1, 2, 3].reduce((sum, channel) => sum + gradient[4 * channel + position]! * activation[4 * channel + position]!, 0),
    )
    const map = { kind: 'grid', rows: 2, columns: 2, values } as const
    return { attribution: map, complete: true, predicted: null, warnings: [] }
  },
}

/** Of the method: 3 for the picture, 2 for the layer (half of this network lies behind it), the frame and one run behind the layer, attention. */
const spentInside = 3 + 2 + 1 + 1 + 1

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

describe('a method that reads the inside of the network', () => {
  test('spends from the account of the target and of the picture', async () => {
    const { context } = await open()
    const host = await createHostBeside(context.kernels)
    const budget = { limit: 1000, spent: 1 }
    const before = context.stage.ledger.spent().forwards
    const { searched, curves } = await searchOrder(context, openSets(context, budget, host), budget, 1)
    expect(searched).toBe(spentInside)
    const masks = context.evaluators.main.spent.forwards
    expect(curves.insertion.length + curves.deletion.length).toBeGreaterThan(0)
    expect(context.stage.ledger.spent().forwards - before).toBe(spentInside + masks)
    expect(context.stage.ledger.total.spent).toBe(context.stage.ledger.spent().forwards)
    host.dispose()
  })

  test('tells of its forwards while it runs', async () => {
    const { context, told } = await open()
    await investigate(context)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.length).toBeGreaterThan(spentInside / 3)
  })

  test('cannot spend what its target has not', async () => {
    const { context } = await open({ limit: 5 })
    await expect(investigate(context)).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })

  test('stops when the explanation is cancelled', async () => {
    const controller = new AbortController()
    const { context } = await open({ signal: controller.signal })
    const cancelled: PreparedMethod = {
      ...inspecting,
      run: (given) => {
        controller.abort()
        return inspecting.run(given)
      },
    }
    await expect(investigate({ ...context, method: cancelled })).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('says in its document that it does not tell classes apart, and gives the same document twice', async () => {
    const { context, picture } = await open()
    const documents = []
    for (let i = 0; i < 2; i++) {
      const meter = createMeter(() => context.stage.ledger.spent())
      documents.push(buildDocument({ context, picture, findings: await investigate(context), spent: meter.lap() }))
    }
    const [first, second] = documents
    expect(await hashBody(first!.body)).toBe(await hashBody(second!.body))
    expect(first!.body.warnings).toContainEqual({
      code: 'METHOD_CLASS_INSENSITIVE',
      message:
        'inspecting shows nearly the same map for every class: it says what the network sees, not why it chose this class.',
    })
  })
})

describe('before a forward is spent', () => {
  test('a method that cannot run on the network is refused, with those that can', async () => {
    const { context } = await open()
    const blind: PreparedMethod = { ...inspecting, unsuited: () => 'it has no layer on a grid' }
    await expect(requireSuited(context.model, [blind])).rejects.toMatchObject({
      code: 'USAGE_METHOD_UNSUITED',
      message: 'The method "inspecting" cannot run on the model "model": it has no layer on a grid.',
      fix: expect.stringContaining('submodular'),
    })
  })

  test('the network is looked at where a method reads it, and not for scores', async () => {
    const { context } = await open()
    expect(await requireSuited(context.model, [{ ...inspecting, access: 'scores' }])).toBeNull()
    expect((await requireSuited(context.model, [inspecting]))?.layer?.name).toBe('tokens_0')
  })
})

async function open({ limit = 1000, signal = new AbortController().signal } = {}) {
  const { model, picture } = await openTinyPicture(tokens())
  const kernels = await createKernels('auto')
  const settings = resolveSettings({ regions: { kind: 'grid', count: 4 }, baseline: { kind: 'black' } })
  const told: number[] = []
  const progress = createProgress({ report: ({ forwards }) => told.push(forwards), forwardMilliseconds: 1 })
  const stage = await openStage({ model, picture, kernels, settings, signal, onBatch: progress.batch, opensLayers: true })
  const target = resolveTarget('top1', {}, model.info.labels, stage.predicted)
  const context: TargetContext = {
    model,
    stage,
    evaluators: stage.openFor([target]),
    kernels,
    method: inspecting,
    target,
    targetIndex: 0,
    settings,
    limit,
    options: {},
    layer: (await model.network()).layer,
    signal,
    progress,
    after: { start: 100, search: 50, curves: 20, answer: 10 },
  }
  closing.push(async () => {
    stage.release()
    kernels.dispose()
    await model.dispose()
  })
  return { context, picture, told }
}
