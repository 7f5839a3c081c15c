import { hsicScores } from '../../kernels/hsic-scores.ts'
import { hsicByDefinition } from '../../math/hsic-definition.ts'
import { identify } from '../identify.ts'
import { timeCalls } from '../time-calls.ts'
import type { Work } from '../work.ts'
import { drawHsicSamples } from './hsic-samples.ts'

const close = async (): Promise<void> => {}

/** All that the estimator does, factor included, beside the formula as it is defined. */
export function hsicScoresWork(seed: number, samples: number, cells: number): Work {
  const drawn = drawHsicSamples(seed, samples, cells)
  return {
    name: 'hsicScores',
    size: `${samples} samples, ${cells} cells`,
    unit: 'cells',
    perCall: cells,
    bytes: null,
    job: null,
    open: async (backend, clock) => ({
      ...identify(backend),
      ...timeCalls(async () => (await hsicScores(backend.kernels, drawn)).scores, clock),
      close,
    }),
    definition: (clock) => ({
      name: 'by definition',
      role: 'definition',
      ...timeCalls(async () => hsicByDefinition(drawn), clock),
      close,
    }),
  }
}
