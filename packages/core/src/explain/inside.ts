import type { Budget } from '../evaluator/budget.ts'
import { layerOf } from '../evaluator/derived-layer.ts'
import type { MaskEvaluator } from '../evaluator/mask-evaluator.ts'
import type { OwnedActivationEvaluator } from '../evaluator/open-activations.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { MethodContext } from '../methods/method.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import type { Ledger } from './ledger.ts'

/** The roads into the network for one run of a method, each loaded and opened when first asked for. */
export interface Inside extends Pick<MethodContext, 'gradients' | 'activations' | 'attention'> {
  readonly release: () => void
}

/** What the inside is opened for: one frame, and who is told what it costs. */
export interface InsideContext {
  readonly model: Classifier
  readonly kernels: Kernels
  readonly stage: { readonly frame: Frame; readonly ledger: Ledger; readonly onBatch: () => void; readonly evaluators: number }
  readonly evaluators: { readonly main: Pick<MaskEvaluator, 'targets'> }
  readonly settings: { readonly memory: number }
  readonly signal: AbortSignal
}

/** Everything is spent from `budget`, and counted with what the picture costs in all. */
export function openInside(context: InsideContext, budget: Budget): Inside {
  const { model, stage, evaluators, kernels, settings, signal } = context
  const account = { budget: stage.ledger.sharing(budget), signal, onBatch: stage.onBatch }
  const memory = { mebibytes: settings.memory, evaluators: stage.evaluators }
  const opened = new Map<string, Promise<OwnedActivationEvaluator>>()
  const released: (() => void)[] = []
  const frame = (): Float32Array => model.normalise(stage.frame.rgb)

  const gradients: Inside['gradients'] = async () => {
    const { openGradients } = await import('../evaluator/open-gradients.ts')
    const evaluator = openGradients({ network: await model.network(), classifier: model, ...account })
    stage.ledger.add(() => evaluator.spent)
    return evaluator
  }
  const openLayer = async (name: string): Promise<OwnedActivationEvaluator> => {
    const network = await model.network()
    const { openActivations } = await import('../evaluator/open-activations.ts')
    const evaluator = await openActivations({
      network,
      classifier: model,
      kernels,
      layer: layerOf(network, name),
      frame: frame(),
      targets: evaluators.main.targets,
      memory,
      ...account,
    })
    stage.ledger.add(() => evaluator.spent)
    released.push(evaluator.release)
    return evaluator
  }
  return {
    gradients,
    activations: async (layer) => {
      const { name } = layerOf(await model.network(), layer)
      const evaluator = opened.get(name) ?? openLayer(name)
      opened.set(name, evaluator)
      return evaluator
    },
    attention: async () => {
      const { readAttention } = await import('../evaluator/read-attention.ts')
      const { attention, spent } = await readAttention({
        network: await model.network(),
        classifier: model,
        frame: frame(),
        memory,
        ...account,
      })
      stage.ledger.add(() => spent)
      return attention
    },
    release: () => {
      for (const release of released) release()
    },
  }
}
