import { TelltaleError } from '../errors.ts'
import type { OnnxModel } from '../graph/proto.ts'
import { readTelltaleFile, type TelltaleFile } from './preprocess-from-telltale.ts'

/** A `telltale` entry in the model's metadata holds what `telltale.json` would; null where there is none. Throws USAGE_PARAMETER when it is wrong. */
export function readMetadata(model: OnnxModel): TelltaleFile | null {
  const entry = model.metadataProps.find(({ key }) => key === 'telltale')
  if (entry === undefined) return null
  const file = "the model's metadata"
  try {
    return readTelltaleFile(JSON.parse(entry.value), file)
  } catch (cause) {
    if (cause instanceof TelltaleError) throw cause
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The entry "telltale" in ${file} is no JSON.`,
      'Mend or remove it.',
      { file },
      cause,
    )
  }
}
