import { Option } from '@commander-js/extra-typings'
import { type Classifier, openModel } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { resolveIn, type Terminal } from '../terminal.ts'
import { type AttachFlags, readAttachment } from './attach-flags.ts'
import { wholeNumber } from './parsers.ts'

/** Flags that every verb which opens a model takes, all but the model itself. */
export const runtimeFlag = () =>
  new Option('--runtime <name>', 'what runs the model')
    .choices(['auto', 'onnxruntime-node', 'onnxruntime-web'] as const)
    .default('auto' as const)
export const threadsFlag = () =>
  new Option('--threads <count>', 'threads of the model (default: physical cores, at most 4)').argParser(wholeNumber(1, 256))
export const outputFlag = () => new Option('--output <tensor>', "which of the model's outputs to read, where there are several")
export const featuresFlag = () =>
  new Option(
    '--features <tensor>',
    'the tensor that serves as embedding, or none (default: what the last layer with weights reads)',
  )
export const jsonFlag = () => new Option('--json', 'print JSON and nothing else')

/** What those flags say. */
export interface ModelFlags extends AttachFlags {
  readonly runtime?: 'auto' | 'onnxruntime-node' | 'onnxruntime-web' | undefined
  readonly threads?: number | undefined
  readonly output?: string | undefined
  readonly features?: string | undefined
}

/** What `openModel` takes besides the model. */
export type OpenOptions = NonNullable<Parameters<typeof openModel>[1]>

/** Opens the model at a path as the user wrote it, or the built-in one. Throws MODEL_*, BACKEND_UNAVAILABLE and USAGE_PARAMETER. */
export async function openAsTold(terminal: Terminal, path: string | null, flags: ModelFlags): Promise<Classifier> {
  return openModel(path === null ? defaultModel : resolveIn(terminal, path), await openOptionsOf(terminal, flags))
}

/** What the flags say of opening a model, as plain data, with the files read that they name. Throws USAGE_*. */
export async function openOptionsOf(
  terminal: Terminal,
  { runtime, threads, output, features, ...attach }: ModelFlags,
): Promise<OpenOptions> {
  return {
    ...(runtime !== undefined && { runtime }),
    ...(threads !== undefined && { threads }),
    ...(output !== undefined && { output }),
    ...(features !== undefined && { features }),
    ...(await readAttachment(terminal, attach)),
  }
}
