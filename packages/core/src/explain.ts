import { TelltaleError, throwIfCancelled } from './errors.ts'
import type { Target } from './evaluator/mask-evaluator.ts'
import { buildDocument } from './explain/build-document.ts'
import { investigate } from './explain/investigate.ts'
import { createProgress } from './explain/progress.ts'
import { type ExplainOptions, resolveSettings } from './explain/settings.ts'
import { openStage } from './explain/stage.ts'
import type { Explanation } from './explanation/document.ts'
import type { Picture } from './image/picture.ts'
import type { HostKernels } from './kernels/host-kernels.ts'
import { createHostBeside, createKernels } from './kernels/implementations.ts'
import { prepareMethod } from './methods/registry.ts'
import type { Classifier } from './model/classifier.ts'
import { findClass } from './model/find-class.ts'

/**
 * Explains one decision of a classifier: which few regions of the picture carry it, and how far that answer can be trusted.
 * Equal options give an equal `body` on the same runtime, backend and machine.
 * Throws USAGE_*, MODEL_NOT_FINITE, BUDGET_MEMORY and CANCELLED.
 */
export async function explain(model: Classifier, picture: Picture, options: ExplainOptions = {}): Promise<Explanation> {
  const startedAt = new Date()
  const started = performance.now()
  const settings = resolveSettings(options)
  const method = prepareMethod(settings.method, settings.parameters)
  throwIfCancelled(options.signal)
  const kernels = options.kernels ?? (await createKernels(options.backend ?? 'auto'))
  let host: HostKernels | undefined
  try {
    host = await createHostBeside(kernels)
    const progress = createProgress(options.onProgress)
    const stage = await openStage({ model, picture, kernels, settings, signal: options.signal, onBatch: progress.batch })
    try {
      const target = resolveTarget(model, options, stage.predicted)
      const prepared = performance.now()
      const findings = await investigate({ model, stage, kernels, host, method, target, settings, options, progress })
      const milliseconds = { total: performance.now() - started, prepare: prepared - started }
      return buildDocument({
        model,
        picture,
        stage,
        kernels,
        method,
        target,
        settings,
        options,
        findings,
        milliseconds,
        startedAt,
      })
    } finally {
      stage.release()
    }
  } finally {
    host?.dispose()
    if (!options.kernels) kernels.dispose()
  }
}

function resolveTarget(model: Classifier, options: ExplainOptions, predicted: number): Target {
  const { labels } = model.info
  const wanted = options.target ?? 'top1'
  const index = wanted === 'top1' ? predicted : findClass(labels, wanted)
  const label = labels[index] ?? String(index)
  if (options.against === undefined) return { class: index, label }
  const against = findClass(labels, options.against)
  if (against !== index) return { class: index, label, against }
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `"against" is the target itself, class ${index}.`,
    'Compare the target with another class.',
    { value: index },
  )
}
