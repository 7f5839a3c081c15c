import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readBytes, readWasm as readInBrowser } from '../src/wasm-bytes.browser.ts'
import { readWasm as readInNode } from '../src/wasm-bytes.node.ts'

const file = new URL('../build/simd.wasm', import.meta.url)

afterEach(() => vi.unstubAllGlobals())

describe('the bytes of a build', () => {
  it('are read from the file in Node', async () => {
    expect(Buffer.from(await readInNode('simd'))).toEqual(readFileSync(file))
  })

  it('are fetched from beside the code in a browser', async () => {
    vi.stubGlobal('fetch', async (url: URL) => new Response(readFileSync(url)))
    expect(Buffer.from(await readInBrowser('simd'))).toEqual(readFileSync(file))
  })

  it('are decoded where a bundler has inlined them', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('refused by the page')))
    const url = new URL(`data:application/wasm;base64,${readFileSync(file, 'base64')}`)
    expect(Buffer.from(await readBytes(url))).toEqual(readFileSync(file))
  })

  it('name the address and the answer when they are missing', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
    await expect(readInBrowser('scalar')).rejects.toThrow(/scalar\.wasm answered 404/)
  })
})
