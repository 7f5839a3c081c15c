/// <reference lib="webworker" />
// The build writes in what is kept from the first visit on: the page without the runtime and the model, which are kept when first used.
declare const shellFiles: readonly string[]
declare const buildName: string

const scope = globalThis as unknown as ServiceWorkerGlobalScope
const cacheName = `telltale-${buildName}`

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...shellFiles]))
      .then(() => scope.skipWaiting()),
  )
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(removeOldCaches().then(() => scope.clients.claim()))
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== scope.location.origin) return
  event.respondWith(answer(request, (kept) => event.waitUntil(kept)))
})

async function removeOldCaches(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('telltale-') && name !== cacheName) await caches.delete(name)
}

/** Named files never change, so the kept one is right; the page itself is asked for first, and taken from the cache without a network. */
async function answer(request: Request, until: (kept: Promise<void>) => void): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request, { ignoreSearch: true })
  if (kept && request.mode !== 'navigate') return isolated(kept)
  try {
    const fresh = await fetch(request)
    // Kept while it is passed on, so that whoever waits for a large file sees it come.
    if (fresh.ok) until(cache.put(request, fresh.clone()).catch(() => undefined))
    return isolated(fresh)
  } catch (error) {
    const page = kept ?? (request.mode === 'navigate' ? await cache.match('./') : undefined)
    if (page) return isolated(page)
    throw error
  }
}

/** With these two headers a page may share memory between threads. */
function isolated(response: Response): Response {
  if (response.status === 0) return response
  const headers = new Headers(response.headers)
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  const { status, statusText, body } = response
  return new Response(body, { status, statusText, headers })
}
