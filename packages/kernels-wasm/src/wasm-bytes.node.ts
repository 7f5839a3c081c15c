import { readFile } from 'node:fs/promises'
import type { ModuleName } from './variant.ts'

/** The compiled module of one build. */
export async function readWasm(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(urls[name])
}

const urls: Readonly<Record<ModuleName, URL>> = {
  scalar: new URL('../build/scalar.wasm', import.meta.url),
  simd: new URL('../build/simd.wasm', import.meta.url),
  'host-scalar': new URL('../build/host-scalar.wasm', import.meta.url),
  'host-simd': new URL('../build/host-simd.wasm', import.meta.url),
}
