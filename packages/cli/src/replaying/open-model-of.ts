import { resolve } from 'node:path'
import { type Classifier, type Explanation, TelltaleError } from '@telltale/core'
import { type ModelFlags, openAsTold } from '../flags/model-flags.ts'
import type { Terminal } from '../terminal.ts'

/**
 * The model of a document in `folder`, or the one that the flags name, with the runtime, threads, output and features that the document has,
 * unless flags say otherwise. Throws what opening throws.
 */
export async function openModelOf(
  terminal: Terminal,
  folder: string,
  { body, run }: Explanation,
  flags: ModelFlags & { readonly model?: string | undefined },
): Promise<Classifier> {
  const recorded = run.files?.model ?? null
  const path = flags.model ?? (recorded === null ? null : resolve(folder, recorded))
  const isPortable = flags.runtime === 'auto' && run.runtime.startsWith('onnxruntime-web')
  const wanted: ModelFlags = {
    ...flags,
    ...(isPortable && { runtime: 'onnxruntime-web' }),
    threads: flags.threads ?? body.threads,
  }
  const open = (features: ModelFlags): Promise<Classifier> =>
    openAsTold(terminal, path, { ...wanted, ...features }).catch((error: unknown) => {
      const isAmbiguous = error instanceof TelltaleError && error.code === 'MODEL_OUTPUT_AMBIGUOUS'
      if (!isAmbiguous || flags.output !== undefined) throw error
      return openAsTold(terminal, path, { ...wanted, ...features, output: body.model.output })
    })
  requireAttachment(body.model.attached, flags)
  const model = await open({})
  const { features = model.info.features, sha256 } = body.model
  // Another model has tensors of its own.
  if (flags.features !== undefined || features === model.info.features || sha256 !== model.info.sha256) return model
  await model.dispose()
  return await open({ features: features ?? 'none' })
}

/** What was attached is no part of a model's file, so it has to be given again. */
function requireAttachment(attached: Explanation['body']['model']['attached'], flags: ModelFlags): void {
  const missing =
    attached?.kind === 'centroids' ? flags.attach === undefined : attached !== undefined && flags.attachBox === undefined
  if (!missing) return
  const what = attached?.kind === 'centroids' ? 'class vectors' : 'a box'
  const flag = attached?.kind === 'centroids' ? '--attach (and --attach-scale, --labels)' : '--attach-box'
  throw new TelltaleError(
    'USAGE_FLAG',
    `The document was made with ${what} attached to its model.`,
    `Give the same again with ${flag}.`,
  )
}
