import { createHash } from 'node:crypto'
import { type PreparedStudy, type RunConfiguration, version } from '@telltale/core'
import type { StudyFacts, StudySettings } from './study-job.ts'

/** Everything that decides what the records of a study are, as plain JSON. The samples are part of it by the hash of their ids. */
export function studyConfiguration(study: PreparedStudy, settings: StudySettings, facts: StudyFacts): RunConfiguration {
  return {
    telltale: version,
    study: study.name,
    parameters: study.parameters,
    models: facts.models.map(({ warnings: _, ...model }) => model),
    backend: facts.backend,
    dataset: { name: facts.dataset, samples: facts.samples.length, ids: hashOf(facts.samples) },
    classes: settings.classes === null ? null : hashOf(settings.classes),
    seed: settings.seed,
  }
}

function hashOf(names: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}
