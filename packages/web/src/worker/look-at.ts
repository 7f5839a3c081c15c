import { type Classifier, createMaskEvaluator, createRegions, type Kernels, type Picture, resolveBaseline } from '@telltale/core'
import type { Looked } from './protocol.ts'

const shownClasses = 5
/** Forwards of the default search with curves and answer on 49 regions, as measured on the sample pictures. */
const usualForwards = 550

/** Shows the whole frame to the model once: its best classes, and from the time it took how long an explanation will take. */
export async function lookAt(model: Classifier, picture: Picture, kernels: Kernels): Promise<Looked> {
  const frame = model.frame(picture)
  const regions = createRegions(frame, { kind: 'grid', count: 1 }, picture)
  const baseline = { kind: 'mean' } as const
  const evaluator = createMaskEvaluator({
    ...{ classifier: model, kernels, frame, regions, baseline, targets: [] },
    baselineRgb: resolveBaseline(baseline, frame, regions),
  })
  try {
    const scores = await evaluator.evaluate({ kind: 'regions', count: 1, weights: Float32Array.of(1) }, { classes: true })
    return {
      name: picture.name,
      width: picture.width,
      height: picture.height,
      sha256: picture.sha256.file,
      warnings: picture.warnings,
      frame: frame.source,
      top: topOf(scores.classes!, model.info.labels),
      expectedSeconds: (usualForwards * model.forwardMilliseconds) / 1000,
    }
  } finally {
    evaluator.release()
  }
}

function topOf(classes: Float32Array, labels: readonly string[]): Looked['top'] {
  return Array.from(classes, (probability, index) => ({ class: index, label: labels[index] ?? String(index), probability }))
    .sort((a, b) => b.probability - a.probability || a.class - b.class)
    .slice(0, shownClasses)
}
