import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCodes } from '@telltale/core'
import { describe, expect, it } from 'vitest'
import { readSources, root } from './sources.ts'

const sources = ['packages', 'models'].flatMap(readSources).filter(({ path }) => /^[^/]+\/[^/]+\/(src|assembly)\//.test(path))
const named = (offenders: readonly { readonly path: string }[]) => offenders.map(({ path }) => path)

describe('source files', () => {
  it('stay within 300 lines', () => {
    expect(named(sources.filter(({ text }) => text.trimEnd().split('\n').length > 300))).toEqual([])
  })

  it('have no default export', () => {
    expect(named(sources.filter(({ text }) => /^export (default\b|\{[^}]*\bas default\b)/m.test(text)))).toEqual([])
  })

  it('carry names in kebab-case', () => {
    expect(named(sources.filter(({ path }) => !/^[a-z0-9/.-]+$/.test(path)))).toEqual([])
  })
})

describe('error codes', () => {
  const pages = readFileSync(join(root, 'docs/errors.md'), 'utf8')

  it.each(errorCodes)('%s has an entry in docs/errors.md', (code) => {
    expect(pages).toMatch(new RegExp(`^### ${code}$`, 'm'))
  })

  it.each(errorCodes)('%s is thrown somewhere', (code) => {
    // What follows the list itself in errors.ts counts, the list does not.
    const withoutList = sources.map(({ path, text }) =>
      path.endsWith('core/src/errors.ts') ? text.slice(text.indexOf('] as const')) : text,
    )
    expect(withoutList.some((text) => text.includes(`'${code}'`))).toBe(true)
  })

  it('have no entry without a code', () => {
    const entries = [...pages.matchAll(/^### ([A-Z_]+)$/gm)].map((match) => match[1])
    expect(entries).toEqual([...errorCodes])
  })
})

describe('files of the repository', () => {
  const generated = new Set(['.git', 'node_modules', 'dist', 'build', '.turbo', 'coverage', 'telltale-out', 'test-results'])
  const textEndings = /\.(ts|mjs|js|json|md|html|css|svg|py|yml|yaml|npmrc|gitignore)$|\/run$/

  function filesBelow(folder: string): readonly string[] {
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return generated.has(entry.name) ? [] : filesBelow(path)
      return textEndings.test(path) ? [path] : []
    })
  }

  // Assembled from parts, so that this file passes its own test.
  const paths = [
    ['/', 'home/[a-z]'],
    // Layers of a network may be called so as well, behind other names.
    ['(^|[^\\w.-])/', 'root/'],
    ['/', 'Users/[A-Za-z]'],
    ['/', 'work/(main|shared)'],
    ['[A-Z]:\\\\', 'Users\\\\'],
  ]
  const hosts = [
    ['//[\\w.-]*', '(registry|npm|artifact)[\\w.-]*[:/]'],
    ['npmjs', '\\.org'],
    ['"resolved"', ': "https?:'],
  ]

  it('name no path of anyone’s machine', () => {
    expect(offenders(paths)).toEqual([])
  })

  it('name no package registry', () => {
    expect(offenders(hosts)).toEqual([])
  })

  function offenders(parts: readonly (readonly string[])[]): readonly string[] {
    const pattern = new RegExp(parts.map((part) => part.join('')).join('|'))
    return filesBelow('.').flatMap((path) => {
      const found = pattern.exec(readFileSync(join(root, path), 'utf8'))
      return found ? [`${path}: ${found[0]}`] : []
    })
  }
})
