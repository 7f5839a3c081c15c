import type { StudyAbout } from '../study.ts'
import type { StudyReport } from '../study-report.ts'
import { collectMosaics } from './collect.ts'
import { reliabilityOf } from './findings.ts'
import { methodsOf, type ReliabilityParameters } from './parameters.ts'
import type { ReliabilityRecord } from './record.ts'
import { agreementSection } from './sections/agreement.ts'
import { betweenSection } from './sections/between.ts'
import type { ReliabilityContext } from './sections/context.ts'
import { failuresSection } from './sections/failures.ts'
import { seenSection } from './sections/seen.ts'
import { valuesSection } from './sections/values.ts'
import { describeReliability } from './sentences.ts'

/** Folds the records of the study: seven numbers of each map are kept. */
export async function summariseReliability(
  records: AsyncIterable<ReliabilityRecord>,
  parameters: ReliabilityParameters,
  { seed }: StudyAbout,
): Promise<StudyReport> {
  const { resamples, permutations, seenWithin } = parameters
  const methods = methodsOf(parameters)
  const context: ReliabilityContext = { methods, bootstrap: { seed, resamples }, seenWithin }
  const tables = await collectMosaics(records, methods, seenWithin)
  const found = tables.map((table) => ({
    table,
    metrics: reliabilityOf(table.seen, methods, { bootstrap: context.bootstrap, permutations }),
  }))
  const between = betweenSection(found)
  return {
    title: 'How reliable metrics of explanations are',
    summary: describeReliability(found, context),
    sections: [
      seenSection(found, context),
      valuesSection(found, context),
      agreementSection(found, context),
      ...(between === null ? [] : [between]),
      failuresSection(found),
    ],
  }
}
