import type { StudyAbout } from '../study.ts'
import type { StudyReport } from '../study-report.ts'
import { collectTables } from './collect.ts'
import { bootstrapOf, type Compared, findingsOf } from './findings.ts'
import { type ComparisonParameters, methodsOf, metricsOf } from './parameters.ts'
import type { ComparisonRecord } from './record.ts'
import { countsSection } from './sections/counts.ts'
import { duelsSection } from './sections/duels.ts'
import { meansSection } from './sections/means.ts'
import { metricAgreementSection } from './sections/metric-agreement.ts'
import { ranksSection } from './sections/ranks.ts'
import { rightAndWrongSection } from './sections/right-and-wrong.ts'
import { describeComparison } from './sentences.ts'

/** Folds the records of a comparison; memory grows by eight bytes per number, not with the records. */
export async function summariseComparisonStudy(
  records: AsyncIterable<ComparisonRecord>,
  parameters: ComparisonParameters,
  about: StudyAbout,
): Promise<StudyReport> {
  const compared: Compared = {
    methods: methodsOf(parameters),
    metrics: metricsOf(parameters),
    bootstrap: bootstrapOf(parameters, about.seed),
  }
  const tables = await collectTables(records, compared.methods, compared.metrics)
  const findings = tables.map((table) => findingsOf(table, compared))
  const rightAndWrong = rightAndWrongSection(findings, compared)
  const agreement = metricAgreementSection(findings, compared)
  return {
    title: 'Methods and metrics side by side',
    summary: describeComparison(findings, compared),
    sections: [
      ...findings.map((one) => meansSection(one, compared)),
      ...(rightAndWrong === null ? [] : [rightAndWrong]),
      ranksSection(findings, compared),
      ...(agreement === null ? [] : [agreement]),
      duelsSection(findings, compared),
      countsSection(findings, compared),
    ],
  }
}
