import { describeLowAccuracy } from '../measuring/low-accuracy.ts'
import { picturesSection } from '../picture-counts.ts'
import type { StudyAbout } from '../study.ts'
import type { StudyReport } from '../study-report.ts'
import { collectCurves } from './collect.ts'
import { fidelityOf } from './findings.ts'
import { type FidelityParameters, randomMethod } from './parameters.ts'
import type { FidelityRecord } from './record.ts'
import { baselinesSection } from './sections/baselines.ts'
import type { FidelityContext } from './sections/context.ts'
import { curvesSection } from './sections/curves.ts'
import { artefactSection, fidelitySection, relativeSection } from './sections/fidelity.ts'
import { describeFidelity } from './sentences.ts'

/** Folds the records of the study: a few numbers and two short curves of each map are kept. */
export async function summariseFidelity(
  records: AsyncIterable<FidelityRecord>,
  { steps, target, pictures, balanced, resamples }: FidelityParameters,
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
      picturesSection(collected, explained(target, onlyRight)),
    ],
  }
}

function explained(target: FidelityParameters['target'], onlyRight: boolean): string {
  if (target === 'predicted')
    return 'The model’s answer for the whole picture is explained and counts as right, so that every curve begins at 1.'
  const unknown = 'Where the true class is not known, the model’s answer is explained and counts as right.'
  return onlyRight
    ? `Pictures that the model gets wrong from the start are left out of everything above. ${unknown}`
    : `Pictures that the model gets wrong from the start are kept: accuracies begin below 1. ${unknown}`
}
