/**
 * Registers the service worker, which keeps the page for offline use and adds the headers that threads need. The very first visit is not isolated
 * yet: the page is loaded again once, unless somebody has begun to use it.
 */
export function registerOffline(isUntouched: () => boolean): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!crossOriginIsolated && isUntouched() && sessionStorage.getItem(key) === null) {
      sessionStorage.setItem(key, 'yes')
      location.reload()
    }
  })
  void navigator.serviceWorker.register('./service-worker.js').catch(() => undefined)
}

const key = 'telltale-reloaded'
