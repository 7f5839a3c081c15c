import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sources = new URL('../src/', import.meta.url)
const shaders = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.wgsl'))
const textOf = (path: string): string => readFileSync(new URL(path, sources), 'utf8')

describe.each(shaders)('%s', (path) => {
  it('is embedded as it is (else run this package’s build)', async () => {
    const module: Record<string, unknown> = await import(new URL(`${path}.ts`, sources).href)
    expect(Object.values(module)).toEqual([textOf(path)])
  })

  it('needs no barrier, no shared memory and no more than 64 threads a workgroup', () => {
    expect(textOf(path)).not.toMatch(/Barrier|var<workgroup>|enable /)
    expect([...textOf(path).matchAll(/@workgroup_size\(([^)]*)\)/g)].every(([, size]) => size === '64')).toBe(true)
  })

  it('stays within 120 lines', () => {
    expect(textOf(path).split('\n').length).toBeLessThanOrEqual(120)
  })
})
