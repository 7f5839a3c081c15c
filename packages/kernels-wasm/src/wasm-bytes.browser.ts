import type { ModuleName } from './variant.ts'

/** The compiled module of one build. */
export async function readWasm(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  return readBytes(urls[name])
}

/** Bytes behind an address. A bundler may inline so small a file, and a page that may only connect to itself cannot fetch it then. */
export async function readBytes(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  if (url.protocol === 'data:') return decodeBase64(url.href.slice(url.href.indexOf(',') + 1))
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url.href} answered ${response.status}.`)
  return new Uint8Array(await response.arrayBuffer())
}

// Literal paths, so that bundlers find the files.
const urls: Readonly<Record<ModuleName, URL>> = {
  scalar: new URL('../build/scalar.wasm', import.meta.url),
  simd: new URL('../build/simd.wasm', import.meta.url),
  'host-scalar': new URL('../build/host-scalar.wasm', import.meta.url),
  'host-simd': new URL('../build/host-simd.wasm', import.meta.url),
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
