import { readFileSync } from 'node:fs'

const importLine = /^import \{[^}]*\} from '\.\/([a-z-]+)\.js';?\n/gm

/** The program of the page: its modules in one, so that it runs from disk, where a page may load no other files. */
export function pageScript(): string {
  const parts = new Map<string, string>()
  take('start', parts)
  return `(() => {\n'use strict'\n${[...parts.values()].join('\n')}})()`
}

/** Puts a module behind all that it imports. Modules share one scope, so that no two may declare the same name. */
function take(name: string, parts: Map<string, string>): void {
  if (parts.has(name)) return
  const text = readFileSync(new URL(`page/${name}.js`, import.meta.url), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '')
  for (const [, imported] of text.matchAll(importLine)) take(imported!, parts)
  parts.set(name, text.replace(importLine, '').replace(/^export /gm, ''))
}
