import { type ChosenBackend, openModel } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import runtimeFile from '#runtime-wasm?url'
import { chooseComputing } from './choose-computing.ts'
import { fetchAhead } from './fetch-ahead.ts'
import { partsOfFiles } from './parts-of-files.ts'
import type { BackendReport, Loading, ModelCard, ToWorker } from './protocol.ts'

/** A model that is ready, with what computes it. */
export type OpenedModel = ChosenBackend & { readonly report: BackendReport }

type Order = Extract<ToWorker, { readonly type: 'open' }>

/** Opens the embedded model or given files. Throws MODEL_* errors, and BACKEND_* errors for a forced backend. */
export async function openGivenModel(
  order: Order,
  runtimeFileIs: 'fetched' | 'to fetch',
  report: (loading: Loading) => void,
): Promise<OpenedModel> {
  const parts = order.model.kind === 'files' ? await partsOfFiles(order.model.files) : defaultModel
  // The runtime on a GPU is another file, which it fetches itself.
  const isAhead = runtimeFileIs === 'to fetch' && order.backend !== 'webgpu'
  await fetchAhead(
    [...(isAhead ? [new URL(runtimeFile, import.meta.url)] : []), ...(parts === defaultModel ? [defaultModel.model] : [])],
    report,
  )
  const { preprocess, output } = order
  const settings = { ...(preprocess ? { preprocess } : {}), ...(output === undefined ? {} : { output }) }
  return await chooseComputing(order.backend, (runtime) => openModel(parts, { runtime, ...settings }))
}

/** What the page shows of it. */
export function describeModel({ model, report }: OpenedModel): ModelCard {
  const { info, forwardMilliseconds } = model
  return {
    name: info.name,
    bytes: model.onnx.model.byteLength + sizeOf(model.onnx.weights),
    classes: info.classes,
    labels: info.labels,
    preprocess: info.preprocess,
    preprocessFrom: info.preprocessFrom,
    output: info.output,
    layers: info.layers.length,
    link: info.link,
    warnings: info.warnings,
    backend: report,
    forwardMilliseconds,
  }
}

function sizeOf(files: ReadonlyMap<string, Uint8Array>): number {
  return [...files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0)
}
