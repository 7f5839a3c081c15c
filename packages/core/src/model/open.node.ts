import { createNodeRuntime, type RuntimeChoice } from './choose-runtime.node.ts'
import type { Classifier } from './classifier.ts'
import { readModelFiles } from './model-files.node.ts'
import type { ModelParts } from './model-parts.ts'
import { type ClassifierOptions, openClassifier } from './open-classifier.ts'

export interface OpenOptions extends ClassifierOptions {
  /** `auto` unless told: native, or WebAssembly where that cannot be loaded. */
  readonly runtime?: RuntimeChoice
  readonly threads?: number
}

/**
 * Opens a classifier in Node: an `.onnx` file, a folder as on the Hugging Face hub (`onnx/model.onnx` or `model.onnx`, `config.json`,
 * `preprocessor_config.json`) or with a `telltale.json`, a file URL, or the parts themselves, as a model package exports them.
 *
 * Throws MODEL_* errors, BACKEND_UNAVAILABLE, and USAGE_PARAMETER where files or options are wrong.
 */
export async function openModel(source: string | URL | ModelParts, options: OpenOptions = {}): Promise<Classifier> {
  const files = await readModelFiles(source)
  const { runtime, warnings } = await createNodeRuntime({
    ...(options.runtime === undefined ? {} : { prefer: options.runtime }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  })
  const preprocess = options.preprocess ?? files.preprocess
  return await openClassifier(files, runtime, {
    ...options,
    ...(preprocess === undefined ? {} : { preprocess }),
    warnings: [...warnings, ...(options.warnings ?? [])],
  })
}
