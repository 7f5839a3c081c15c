import { openGradients } from '../../src/evaluator/open-gradients.ts'
import { describeNetwork } from '../../src/methods/describe-network.ts'
import { openClassifier } from '../../src/model/open-classifier.ts'
import { createNativeRuntime } from '../../src/model/runtime.node.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { plainPreprocess } from '../../src/testing/tiny-models/tiny-model.ts'
import { outcomeOf } from './outcome.ts'

/** What a model does to the process that opens it. Sent for each message that holds the bytes of one. */
export interface Opened {
  readonly outcome: string
  /** Whether it became a classifier, and whether its gradient could be had, whatever came after. */
  readonly reached: 'nothing' | 'classifier' | 'network' | 'gradient'
  /** The most memory, in MiB, that the process ever took. */
  readonly peak: number
}

const side = 8

async function openAll(model: Uint8Array, runtime: Runtime, reach: (step: Opened['reached']) => void): Promise<void> {
  const files = { name: 'hostile', file: 'hostile.onnx', model, weights: new Map<string, Uint8Array>() }
  const classifier = await openClassifier(files, runtime, { preprocess: plainPreprocess(side, side) })
  try {
    reach('classifier')
    await describeNetwork(classifier)
    const network = await classifier.network()
    reach('network')
    const frame = classifier.normalise(new Uint8Array(3 * side * side).fill(100))
    await openGradients({ network, classifier }).evaluate(frame, 1, { class: 0 }, 'input')
    reach('gradient')
  } finally {
    await classifier.dispose()
  }
}

const runtime = await createNativeRuntime(1)
process.on('message', (model: Uint8Array) => {
  let reached: Opened['reached'] = 'nothing'
  const opening = outcomeOf(() =>
    openAll(model, runtime, (step) => {
      reached = step
    }),
  )
  void opening.then((outcome) => {
    const opened: Opened = { outcome, reached, peak: process.resourceUsage().maxRSS / 1024 }
    process.send!(opened)
  })
})
