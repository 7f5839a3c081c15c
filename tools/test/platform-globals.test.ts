import { join } from 'node:path'
import { createProgram, ModuleKind, ScriptTarget } from 'typescript'
import { describe, expect, it } from 'vitest'
import { readSources, root } from './sources.ts'

/** Names beyond the language itself that Node and every browser have, and types that kernels and runtimes speak of. */
const everywhere = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'WebAssembly',
  'atob',
  'btoa',
  'console',
  'crypto',
  'performance',
  'setTimeout',
  'structuredClone',
  'GPU',
  'GPUAdapter',
  'GPUBuffer',
  'GPUDevice',
]
const nodeOnly = ['Buffer', 'process', 'NodeJS']

/** Free names per file: what the compiler cannot find when all it has is the language. */
function freeNames(): ReadonlyMap<string, readonly string[]> {
  const files = readSources('packages/core/src').filter(({ path }) => !path.endsWith('.browser.ts'))
  const program = createProgram(
    files.map(({ path }) => join(root, path)),
    {
      target: ScriptTarget.ES2023,
      module: ModuleKind.NodeNext,
      lib: ['lib.es2023.d.ts'],
      types: [],
      noResolve: true,
      noEmit: true,
    },
  )
  return new Map(
    files.map(({ path }) => {
      const messages = program
        .getSemanticDiagnostics(program.getSourceFile(join(root, path)))
        .map(({ messageText }) => String(messageText))
      return [path, messages.flatMap((message) => /^Cannot find (?:name|namespace) '(\w+)'/.exec(message)?.[1] ?? [])]
    }),
  )
}

describe('globals in core', () => {
  it('outside *.browser.ts are those that every platform has, and those of Node in *.node.ts', { timeout: 120_000 }, () => {
    const offenders = [...freeNames()].flatMap(([path, names]) => {
      const allowed = path.endsWith('.node.ts') ? [...everywhere, ...nodeOnly] : everywhere
      return [...new Set(names)].filter((name) => !allowed.includes(name)).map((name) => `${path} uses ${name}`)
    })
    expect(offenders).toEqual([])
  })
})
