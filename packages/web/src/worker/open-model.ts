import { type Classifier, createBrowserRuntime, describeNetwork, openModel, type Preprocess } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { partsOfFiles } from './parts-of-files.ts'
import type { BackendChoice, BackendReport, ModelCard, ModelSource } from './protocol.ts'
import { yieldingRuntime } from './yielding-runtime.ts'

/** A model that is ready, with what computes it. */
export interface OpenedModel {
  readonly model: Classifier
  readonly bytes: number
  readonly backend: BackendReport
}

/** Opens the embedded model or dropped files. Throws MODEL_* errors. */
export async function openClassifierOf(
  source: ModelSource,
  preprocess: Partial<Preprocess> | undefined,
  _backend: BackendChoice,
): Promise<OpenedModel> {
  const { runtime, backend } = await chooseRuntime()
  const parts = source.kind === 'embedded' ? defaultModel : await partsOfFiles(source.files)
  const model = await openModel(parts, { runtime, ...(preprocess ? { preprocess } : {}) })
  return { model, bytes: model.onnx.model.byteLength + sizeOf(model.onnx.weights), backend }
}

async function chooseRuntime(): Promise<{ readonly runtime: Classifier['runtime']; readonly backend: BackendReport }> {
  const isolated = globalThis.crossOriginIsolated === true
  const threads = isolated ? Math.min(4, Math.max(1, navigator.hardwareConcurrency >> 1)) : 1
  const runtime = yieldingRuntime(await createBrowserRuntime({ threads }))
  const why = isolated
    ? `WebAssembly on ${threads} thread${threads === 1 ? '' : 's'}.`
    : 'WebAssembly on one thread: this page is not isolated from others yet, which more threads need. Reload it once.'
  return { runtime, backend: { name: 'wasm', threads, why } }
}

/** What the page shows of it. */
export async function describeModel({ model, bytes, backend }: OpenedModel): Promise<ModelCard> {
  const { info, forwardMilliseconds } = model
  return {
    name: info.name,
    bytes,
    classes: info.classes,
    labels: info.labels,
    preprocess: info.preprocess,
    preprocessFrom: info.preprocessFrom,
    layers: info.layers.length,
    link: info.link,
    warnings: info.warnings,
    methods: (await describeNetwork(model)).methods,
    backend,
    forwardMilliseconds,
  }
}

function sizeOf(files: ReadonlyMap<string, Uint8Array>): number {
  return [...files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0)
}
