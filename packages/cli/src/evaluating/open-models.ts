import { dirname, resolve } from 'node:path'
import type { Classifier, Explanation } from '@telltale/core'
import { openAsTold } from '../flags/model-flags.ts'
import { openModelOf } from '../replaying/open-model-of.ts'
import { reportWarnings } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import type { FoundJudged } from './find-judged.ts'
import type { EvaluateSettings } from './settings.ts'

/** Models as they are needed, one open at a time: documents of one run share it. */
export interface OpenModels {
  /** The model of a document, or the one that flags name for a map. Throws what opening throws. */
  readonly of: (judged: FoundJudged, document: Explanation | null) => Promise<Classifier>
  readonly dispose: () => Promise<void>
}

/** Nothing is opened yet. What a model has to say is said when it is opened. */
export function createOpenModels(terminal: Terminal, { model: flags }: EvaluateSettings): OpenModels {
  let open: { readonly key: string; readonly model: Classifier } | null = null
  const dispose = async (): Promise<void> => {
    const before = open
    open = null
    await before?.model.dispose()
  }
  return {
    of: async ({ path }, document) => {
      const folder = dirname(path)
      const key = document === null ? 'told' : keyOf(folder, document, flags)
      if (open?.key === key) return open.model
      await dispose()
      const model =
        document === null
          ? await openAsTold(terminal, flags.model ?? null, flags)
          : await openModelOf(terminal, folder, document, flags)
      open = { key, model }
      await reportWarnings(terminal, model.info.warnings)
      return model
    },
    dispose,
  }
}

/** What opening a document's model depends on, but for the flags, which are the same for all. */
function keyOf(folder: string, { body, run }: Explanation, flags: EvaluateSettings['model']): string {
  const recorded = run.files?.model ?? null
  const path = flags.model ?? (recorded === null ? null : resolve(folder, recorded))
  const { sha256, output, features, attached } = body.model
  return JSON.stringify([path, run.runtime, body.threads, sha256, output, features, attached])
}
