import { createMaskEvaluator, createRegions, resolveBaseline } from '@telltale/core'

/** An evaluator of one target on one baseline; the caller releases it. */
export function openEvaluator({ model, kernels, frame, regions, target }, baseline) {
  return createMaskEvaluator({
    classifier: model,
    kernels,
    frame,
    regions,
    baseline,
    baselineRgb: resolveBaseline(baseline, frame, regions),
    targets: [{ class: target }],
    memorySharedBy: 2,
  })
}

/** What the model says of the whole picture. */
export async function predictedClass(model, kernels, picture) {
  const frame = model.frame(picture)
  const regions = createRegions(frame, { kind: 'grid', count: 1 }, picture)
  const evaluator = openEvaluator({ model, kernels, frame, regions, target: 0 }, { kind: 'black' })
  const { predicted } = await evaluator.evaluate({ kind: 'regions', count: 1, weights: Float32Array.of(1) })
  evaluator.release()
  return predicted[0]
}
