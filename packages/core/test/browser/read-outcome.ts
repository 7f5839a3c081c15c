import { TelltaleError } from '../../src/errors.ts'
import type { Picture } from '../../src/image/picture.ts'

/** What `readPicture` says of a file, without the pixels themselves. */
export interface ReadOutcome {
  readonly size?: readonly [width: number, height: number]
  readonly sha256?: Picture['sha256']
  readonly warnings?: readonly string[]
  readonly code?: string
}

export async function outcomeOf(reading: Promise<Picture>): Promise<ReadOutcome> {
  try {
    const { width, height, sha256, warnings } = await reading
    return { size: [width, height], sha256, warnings: warnings.map(({ code }) => code) }
  } catch (error) {
    if (error instanceof TelltaleError) return { code: error.code }
    throw error
  }
}
