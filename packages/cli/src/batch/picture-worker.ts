import { join } from 'node:path'
import {
  type Classifier,
  createKernels,
  type DocumentStore,
  type Explanation,
  type Kernels,
  openModel,
  type Picture,
  readPicture,
  TelltaleError,
} from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { filesOf, isDocument, makeResults, placeOfDocuments } from '../explaining/picture-results.ts'
import { estimateForwards, evaluatorBytes } from './estimate.ts'
import type { ExplainedJob, Job, WorkerFacts, WorkerSettings } from './job.ts'
import { fileNameOf, folderOfJob } from './job-folder.ts'
import { readSource } from './read-source.ts'
import { rowOf } from './rows.ts'
import { openStore } from './store-place.ts'

/** What explains the pictures of a run, wherever the jobs come from: it knows of no process and no queue. */
export interface PictureWorker {
  readonly facts: WorkerFacts
  /** Reads and decodes a picture; may overlap the explaining of another. Throws PICTURE_*. */
  readonly prepare: (job: Job) => Promise<Picture>
  /** Explains a picture and puts everything into the store; one at a time. Throws what `explain` throws, and RUN_DISK. */
  readonly explain: (job: Job, picture: Picture) => Promise<ExplainedJob>
  readonly dispose: () => Promise<void>
}

/** Opens the model and the store, and tries the settings on noise. Throws MODEL_*, BACKEND_*, and USAGE_* where no picture could succeed. */
export async function openPictureWorker(
  settings: WorkerSettings,
  onForwards: (count: number) => void = () => {},
): Promise<PictureWorker> {
  const { options } = settings.explain
  const model = await openModel(settings.modelPath ?? defaultModel, settings.model)
  const kernels = await createKernels(options.backend ?? 'auto')
  const store = openStore(settings.store)
  try {
    const facts = await factsOf(model, kernels, settings)
    return {
      facts,
      prepare,
      explain: (job, picture) => explainJob({ model, kernels, store, settings, job, picture, onForwards }),
      dispose: async () => {
        kernels.dispose()
        await model.dispose()
      },
    }
  } catch (error) {
    kernels.dispose()
    await model.dispose()
    throw error
  }
}

async function prepare({ picture: source, name, sha256 }: Job): Promise<Picture> {
  const picture = await readPicture(await readSource(source), { name: fileNameOf(source) })
  if (picture.sha256.file === sha256) return picture
  throw new TelltaleError(
    'PICTURE_UNREADABLE',
    `"${name}" cannot be read: it has changed since the run took it up.`,
    'Run the same command again once the file stays as it is.',
    { file: name },
  )
}

interface Explaining {
  readonly model: Classifier
  readonly kernels: Kernels
  readonly store: DocumentStore
  readonly settings: WorkerSettings
  readonly job: Job
  readonly picture: Picture
  readonly onForwards: (count: number) => void
}

async function explainJob({ model, kernels, store, settings, job, picture, onForwards }: Explaining): Promise<ExplainedJob> {
  const { explain, store: place, modelPath, standing } = settings
  const folder = folderOfJob(job)
  let seen = 0
  const results = await makeResults({
    model,
    picture,
    settings: { ...explain, options: { ...explain.options, ...(job.truth !== null && { truth: job.truth }) } },
    tools: {
      kernels,
      onProgress: ({ forwards }) => {
        onForwards(forwards - seen)
        seen = forwards
      },
    },
    places: {
      picture: job.picture,
      model: modelPath,
      from: placeOfDocuments(standing, place.kind === 'folder' ? join(place.path, folder) : standing, explain.save),
    },
    configuration: job.configuration,
  })
  const files = filesOf(results)
  for (const file of files) await store.put(folder, file)
  const truth = job.truth ?? explain.options.truth ?? null
  const documents = results.documents.map((document: Explanation, index) => {
    const file = results.files[index]!.find(isDocument)
    return rowOf(document, file?.name ?? null, model.info.labels, truth)
  })
  return {
    record: { folder, documents, files: files.map(({ name }) => name) },
    documents: settings.sendsDocuments ? results.documents : [],
  }
}

async function factsOf(model: Classifier, kernels: Kernels, { explain }: WorkerSettings): Promise<WorkerFacts> {
  const { info, runtime } = model
  const expectedForwards = await estimateForwards(model, kernels, explain)
  return {
    model: {
      name: info.name,
      sha256: info.sha256,
      labels: info.labels,
      preprocess: info.preprocess,
      output: info.output,
      link: info.link,
      features: info.features,
      attached: info.attached,
    },
    backend: `${kernels.backend} kernels, ${runtime.name} ${runtime.device}`,
    threads: model.threads,
    warnings: info.warnings,
    forwardMilliseconds: model.forwardMilliseconds,
    expectedForwards,
    memory: { open: process.memoryUsage().rss, evaluator: evaluatorBytes(model, explain.options) },
  }
}
