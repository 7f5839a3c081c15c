import { readFile } from 'node:fs/promises'
import type { Variant } from './variant.ts'

/** The compiled module of one build. */
export async function readWasm(variant: Variant): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(urls[variant])
}

const urls: Readonly<Record<Variant, URL>> = {
  scalar: new URL('../build/scalar.wasm', import.meta.url),
  simd: new URL('../build/simd.wasm', import.meta.url),
}
