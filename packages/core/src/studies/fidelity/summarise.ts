import { describeLowAccuracy } from '../measuring/low-accuracy.ts'
import type { StudyAbout } from '../study.ts'
import type { StudyReport } from '../study-report.ts'
import { collectCurves } from './collect.ts'
import { fidelityOf } from './findings.ts'
import { type FidelityParameters, randomMethod } from './parameters.ts'
import type { FidelityRecord } from './record.ts'
import { baselinesSection } from './sections/baselines.ts'
import type { FidelityContext } from './sections/context.ts'
import { countsSection } from './sections/counts.ts'
import { curvesSection } from './sections/curves.ts'
import { artefactSection, fidelitySection, relativeSection } from './sections/fidelity.ts'
import { describeFidelity } from './sentences.ts'

/** Folds the records of the study: a few numbers and two short curves of each map are kept. */
export async function summariseFidelity(
  records: AsyncIterable<FidelityRecord>,
  { steps, pictures, balanced, resamples }: FidelityParameters,
  { seed }: StudyAbout,
): Promise<StudyReport> {
  const onlyRight = pictures === 'right'
  const collected = await collectCurves(records, { steps, onlyRight })
  const found = collected.tables.map((table) => fidelityOf(table, { balanced, bootstrap: { seed, resamples } }))
  const context: FidelityContext = { random: randomMethod().label, balanced, steps }
  return {
    title: 'Fidelity, and what hiding does by itself',
    summary: [...describeLowAccuracy(collected.pictures), ...describeFidelity(found, context)],
    sections: [
      fidelitySection(found, context),
      artefactSection(found),
      baselinesSection(found, context),
      curvesSection(found, context),
      relativeSection(found),
      countsSection(collected, onlyRight),
    ],
  }
}
