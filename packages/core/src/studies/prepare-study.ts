import type { Dataset, Sample } from '../datasets/dataset.ts'
import { checkParameters } from '../parameters/check-parameters.ts'
import type { Study, StudyAbout, StudyTools } from './study.ts'
import type { StudyReport } from './study-report.ts'

/** A study with its parameters checked and defaulted, ready to run. */
export interface PreparedStudy {
  readonly name: string
  readonly title: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly samples: (dataset: Dataset, seed: number) => Promise<readonly Sample[]>
  readonly leftOut: (dataset: Dataset, seed: number) => Promise<Dataset['skipped']>
  readonly cost: (regions: number) => number
  /** A record as plain JSON. */
  readonly measure: (sample: Sample, tools: StudyTools) => Promise<unknown>
  /** Records must be those of this study, as `measure` made them. */
  readonly summarise: (records: AsyncIterable<unknown>, about: StudyAbout) => Promise<StudyReport>
}

/** Checks the parameters of a study. Throws USAGE_PARAMETER. */
export function prepareStudy<P extends object, R>(study: Study<P, R>, given: Readonly<Record<string, unknown>>): PreparedStudy {
  const parameters = checkParameters('study', study, given)
  return {
    name: study.name,
    title: study.title,
    parameters: Object.fromEntries(Object.entries(parameters)),
    samples: (dataset, seed) => study.samples(dataset, parameters, seed),
    leftOut: async (dataset, seed) => (await study.leftOut?.(dataset, parameters, seed)) ?? [],
    cost: (regions) => study.cost(parameters, regions),
    measure: (sample, tools) => study.measure(sample, parameters, tools),
    summarise: (records, about) => study.summarise(records as AsyncIterable<R>, parameters, about),
  }
}
