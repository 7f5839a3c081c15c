import {
  chooseSamples,
  createKernels,
  createOnce,
  type Dataset,
  findStudy,
  type Kernels,
  matchClasses,
  openDataset,
  openModel,
  type PreparedStudy,
  type Sample,
  type StudyModel,
  type StudyTools,
  TelltaleError,
} from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import type { Workmanship } from '../batch/serve-parent.ts'
import type { StudyFacts, StudyJob, StudySettings } from './study-job.ts'

/** Opens models and data set, and measures the samples that it is given. Throws MODEL_*, BACKEND_*, DATASET_UNREADABLE and USAGE_*. */
export async function openStudyWorker(
  settings: StudySettings,
  onForwards: (count: number) => void,
): Promise<Workmanship<StudyJob, StudyFacts, null, unknown>> {
  const study = findStudy(settings.study, settings.parameters)
  const models = await openModels(settings)
  const kernels = await createKernels('auto')
  const names = settings.classes ?? models[0]!.classifier.info.labels
  const whole = await openDataset(settings.dataset, { labels: names })
  const dataset: Dataset = { ...whole, samples: chooseSamples(whole.samples, settings) }
  const samples = new Map((await study.samples(dataset, settings.seed)).map((sample) => [sample.id, sample]))
  const leftOut = await study.leftOut(dataset, settings.seed)
  const tools: StudyTools = {
    models: models.map((model) => ({ ...model, classOf: matchClasses(names, model.classifier.info.labels) })),
    kernels,
    dataset,
    seed: settings.seed,
    memory: settings.memory,
    signal: new AbortController().signal,
    once: createOnce(),
    onForwards,
  }
  return {
    facts: factsOf(study, models, kernels, { ...whole, skipped: [...whole.skipped, ...leftOut] }, samples),
    prepare: async () => null,
    perform: async ({ id }) => await study.measure(samples.get(id)!, tools),
  }
}

async function openModels({ models, open }: StudySettings): Promise<readonly StudyModel[]> {
  const opened: StudyModel[] = []
  for (const path of models) {
    const classifier = await openModel(path ?? defaultModel, open)
    const { name } = classifier.info
    if (opened.some((other) => other.name === name)) throw twice(name)
    opened.push({ name, classifier })
  }
  return opened
}

/** Regions that most studies divide frames into, for the estimate of what they cost. */
const usualRegions = 49

function factsOf(
  study: PreparedStudy,
  models: readonly StudyModel[],
  kernels: Kernels,
  { name, samples: available, skipped }: Dataset,
  samples: ReadonlyMap<string, Sample>,
): StudyFacts {
  const forwards = study.cost(usualRegions)
  const { runtime } = models[0]!.classifier
  return {
    models: models.map(({ name: model, classifier: { info, threads } }) => ({
      name: model,
      sha256: info.sha256,
      classes: info.classes,
      preprocess: info.preprocess,
      output: info.output,
      link: info.link,
      threads,
      attached: info.attached,
      warnings: info.warnings,
    })),
    backend: `${kernels.backend} kernels, ${runtime.name} ${runtime.device}`,
    dataset: name,
    samples: [...samples.keys()],
    skipped,
    available: available.length,
    millisecondsPerSample: models.reduce((sum, { classifier }) => sum + forwards * classifier.forwardMilliseconds, 0),
    forwardsPerSample: forwards * models.length,
    memory: process.memoryUsage().rss,
  }
}

function twice(name: string): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `Two models are named "${name}", and tables could not tell them apart.`,
    'Name one of them otherwise in its telltale.json, or leave it out.',
    { value: name },
  )
}
