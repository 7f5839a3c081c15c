import { TelltaleError } from '@telltale/core'
import type { Loading } from './protocol.ts'

/**
 * Fetches files of this page one beside the other and tells how far they are, so that a first visit is not a silent wait. Their bytes are kept by the
 * browser's cache and the service worker; who needs them later finds them there.
 */
export async function fetchAhead(urls: readonly URL[], report: (loading: Loading) => void): Promise<void> {
  const parts = urls.map((): { bytes: number; total: number | null } => ({ bytes: 0, total: null }))
  const tell = (): void => {
    const totals = parts.map(({ total }) => total)
    const isKnown = totals.every((total) => total !== null)
    report({ bytes: sum(parts.map(({ bytes }) => bytes)), total: isKnown ? sum(totals) : null })
  }
  await Promise.all(
    urls.map(async (url, index) => {
      const part = parts[index]!
      const response = await fetch(url).catch((cause: unknown) => {
        throw unreachable(url, 'cannot be reached', cause)
      })
      if (!response.ok || !response.body) throw unreachable(url, `was answered with status ${response.status}`)
      // The length of a compressed answer is not that of what it unpacks to.
      const length = response.headers.get('content-encoding') ? null : response.headers.get('content-length')
      part.total = length === null ? null : Number(length)
      const reader = response.body.getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        part.bytes += value.byteLength
        tell()
      }
    }),
  )
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function unreachable(url: URL, what: string, cause?: unknown): TelltaleError {
  const name = url.pathname.split('/').at(-1) ?? url.pathname
  const fix = 'Check the connection and try again; once it was loaded the page needs none.'
  return new TelltaleError('MODEL_UNREADABLE', `${name} ${what}.`, fix, { file: name }, cause)
}
