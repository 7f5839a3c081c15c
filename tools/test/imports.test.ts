import { describe, expect, it } from 'vitest'
import { foldersIn, readSources } from './sources.ts'

/** Packages by floor: each may import those of lower floors and, on its own floor, only itself. */
const floors: Readonly<Record<string, number>> = {
  '@telltale/kernels-wasm': 0,
  '@telltale/kernels-wgsl': 0,
  '@telltale/model-default': 0,
  '@telltale/core': 1,
  '@telltale/cli': 2,
  '@telltale/web': 2,
}

/** Rooms of core, each on top of those before it. A file beside the rooms belongs to the room of its name. */
const rooms = [
  ...[
    'errors',
    'version',
    'sha256',
    'random',
    'math',
    'parameters',
    'kernels',
    'image',
    'graph',
    'model',
    'regions',
    'evaluator',
    'surrogate',
  ],
  ...[
    'answer',
    'explanation',
    'methods',
    'metrics',
    'explain',
    'evaluate',
    'training',
    'datasets',
    'studies',
    'testing',
    'render',
    'report',
    'measure',
    'index',
  ],
]

/** These sit on the ground and do not know of each other, but that statistics draw random numbers. */
const ground = ['errors', 'version', 'sha256', 'random', 'math']

const core = readSources('packages/core/src')

function roomOf(path: string): string {
  const [first = ''] = path.replace('packages/core/src/', '').split('/')
  return first.replace(/\.ts$/, '').replace(/\.(node|browser)$/, '')
}

/** `path: what it should not import`, for every import that breaks the rule. */
function offences(allowed: (importer: string, imported: string) => boolean, sources = core): readonly string[] {
  return sources.flatMap((source) =>
    source.imports.filter((imported) => !allowed(source.path, imported)).map((imported) => `${source.path} imports ${imported}`),
  )
}

describe('imports between packages', () => {
  it('name every package of the workspace in the table of floors', () => {
    const names = [...foldersIn('packages'), ...foldersIn('models').map((name) => `model-${name}`)]
    expect(Object.keys(floors).sort()).toEqual(names.map((name) => `@telltale/${name}`).sort())
  })

  it.each(foldersIn('packages'))('%s imports lower floors only', (name) => {
    const floor = floors[`@telltale/${name}`]!
    const isAllowed = (_: string, imported: string) => {
      const [scope, target] = imported.split('/')
      return scope !== '@telltale' || floors[`@telltale/${target}`]! < floor
    }
    expect(offences(isAllowed, readSources(`packages/${name}/src`))).toEqual([])
  })

  it.each(foldersIn('packages'))('%s reaches other packages by their names, not through the file system', (name) => {
    const isAllowed = (_: string, imported: string) =>
      !/^(packages|models)\//.test(imported) || imported.startsWith(`packages/${name}/`)
    expect(offences(isAllowed, readSources(`packages/${name}/src`))).toEqual([])
  })

  it('core knows of no embedded model', () => {
    expect(offences((_, imported) => imported !== '@telltale/model-default')).toEqual([])
  })

  it.each(['@telltale/kernels-wasm', '@telltale/kernels-wgsl'])('only kernels/implementations.ts of core knows %s', (name) => {
    const importers = core.filter((source) => source.imports.includes(name)).map(({ path }) => path)
    expect(importers).toEqual(['packages/core/src/kernels/implementations.ts'])
  })
})

describe('imports between the rooms of core', () => {
  it('find every room in the list', () => {
    expect(core.map(({ path }) => roomOf(path)).filter((room) => !rooms.includes(room))).toEqual([])
  })

  it('point down', () => {
    const isAllowed = (importer: string, imported: string) => {
      if (!imported.startsWith('packages/core/src/')) return true
      const [from, to] = [roomOf(importer), roomOf(imported)]
      if (from === to) return true
      // `import type` shares the rule: a room that needs the shape of a higher one depends on it all the same.
      if (ground.includes(from) && ground.includes(to)) return to === 'errors' || (from === 'math' && to === 'random')
      return rooms.indexOf(to) < rooms.indexOf(from)
    }
    expect(offences(isAllowed)).toEqual([])
  })

  it('leave testing to tests: nothing of the product needs it', () => {
    const isAllowed = (importer: string, imported: string) => roomOf(importer) === 'testing' || roomOf(imported) !== 'testing'
    expect(offences((importer, imported) => !imported.startsWith('packages/core/src/') || isAllowed(importer, imported))).toEqual(
      [],
    )
  })
})

describe('platforms', () => {
  it('node: modules only in *.node.ts of core', () => {
    expect(offences((importer, imported) => !imported.startsWith('node:') || importer.endsWith('.node.ts'))).toEqual([])
  })

  it('no *.node.ts behind the browser’s entry, and no *.browser.ts behind that of Node', () => {
    const bad = (entry: string, ending: string) =>
      reachableFrom(`packages/core/src/${entry}`).filter((path) => path.endsWith(ending))
    expect(bad('index.browser.ts', '.node.ts')).toEqual([])
    // The WebAssembly runtime of the browser is also Node's portable one.
    expect(bad('index.node.ts', '.browser.ts')).toEqual(['packages/core/src/model/runtime.browser.ts'])
  })

  it('exactly two files know ONNX Runtime', () => {
    const importers = core.filter((source) => source.imports.some((name) => name.startsWith('onnxruntime')))
    expect(importers.map(({ path }) => path)).toEqual([
      'packages/core/src/model/runtime.browser.ts',
      'packages/core/src/model/runtime.node.ts',
    ])
  })
})

function reachableFrom(entry: string): readonly string[] {
  const byPath = new Map(core.map((source) => [source.path, source]))
  const reached = new Set<string>()
  const visit = (path: string): void => {
    const source = byPath.get(path)
    if (!source || reached.has(path)) return
    reached.add(path)
    for (const imported of source.imports) visit(imported)
  }
  visit(entry)
  return [...reached]
}
