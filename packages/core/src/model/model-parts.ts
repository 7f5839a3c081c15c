import type { Preprocess } from './classifier.ts'

/** A model given piece by piece. Places are URLs or, in Node, paths; JSON may be given as it is. */
export interface ModelParts {
  readonly name?: string
  readonly model: URL | string | Uint8Array | Blob
  /** The hub's `config.json`. */
  readonly config?: URL | string | object
  /** The hub's `preprocessor_config.json`. */
  readonly preprocessor?: URL | string | object
  readonly labels?: readonly string[]
  /** `telltale.json`, which says what the hub's files cannot. */
  readonly telltale?: object
  /** In browsers, where a model cannot see the files beside it: its external data by path from its folder. Only those that it names are read. */
  readonly weights?: ReadonlyMap<string, Blob>
  readonly preprocess?: Partial<Preprocess> | 'imagenet'
}

/** Name of a model by where it lies: the folder for `model.onnx`, else the file without its ending. */
export function nameFromPath(path: string): string {
  const steps = path.split(/[/\\]/).filter((step) => step !== '')
  const stem = (steps.at(-1) ?? 'model').replace(/\.onnx$/i, '')
  const isGeneric = /^model(_.*)?$/i.test(stem)
  const folders = steps.slice(0, -1).filter((step) => step !== 'onnx' && !step.endsWith(':'))
  return isGeneric ? (folders.at(-1) ?? stem) : stem
}
