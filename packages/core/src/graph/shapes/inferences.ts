import type { Inferences } from './inference.ts'
import { convolutionInferences } from './operators/convolutions.ts'
import { elementwiseInferences } from './operators/elementwise.ts'
import { generatorInferences } from './operators/generators.ts'
import { indexingInferences } from './operators/indexing.ts'
import { layoutInferences } from './operators/layout.ts'
import { matrixInferences } from './operators/matrices.ts'
import { normalisationInferences } from './operators/normalisations.ts'
import { quantisedInferences } from './operators/quantised.ts'
import { reductionInferences } from './operators/reductions.ts'
import { resamplingInferences } from './operators/resampling.ts'

/** Every operator whose outputs are known before it runs, family by family. */
export const inferences: Inferences = {
  ...elementwiseInferences,
  ...reductionInferences,
  ...convolutionInferences,
  ...matrixInferences,
  ...normalisationInferences,
  ...layoutInferences,
  ...indexingInferences,
  ...generatorInferences,
  ...resamplingInferences,
  ...quantisedInferences,
}
