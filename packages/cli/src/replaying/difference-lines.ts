import type { Explanation } from '@telltale/core'

/** What two documents of one explanation differ in, in words: first what went in, then what came out. `paths` are those of `differences`. */
export function differenceLines(before: Explanation, after: Explanation, paths: readonly string[]): readonly string[] {
  return [...inputLines(before, after, paths), ...resultLines(before, after, paths)]
}

function inputLines(before: Explanation, after: Explanation, paths: readonly string[]): readonly string[] {
  const has = (path: string): boolean => paths.includes(path)
  const lines: string[] = []
  if (has('picture.sha256.pixels')) lines.push(`picture: other pixels (${after.body.picture.name})`)
  else if (has('picture.sha256.file')) lines.push('picture: another file with the same pixels')
  if (has('model.sha256')) lines.push(`model: another file (${change(before.body.model.name, after.body.model.name)})`)
  const settings = namesBelow('model', paths).filter((name) => name !== 'sha256')
  if (settings.length > 0) lines.push(`model: other ${settings.join(', ')}`)
  if (has('method.version')) lines.push(`method: version ${change(before.body.method.version, after.body.method.version)}`)
  if (before.run.telltale !== after.run.telltale)
    lines.push(`telltale: version ${change(before.run.telltale, after.run.telltale)}`)
  if (has('backend')) lines.push(`backend: ${change(before.body.backend, after.body.backend)}`)
  if (has('threads')) lines.push(`threads: ${change(before.body.threads, after.body.threads)}`)
  return lines
}

/** Parts of the body that say what went in and have a line of their own. */
const inputs: readonly string[] = ['model', 'backend', 'threads']
const told: readonly string[] = ['picture.sha256.pixels', 'picture.sha256.file', 'method.version']

function resultLines(before: Explanation, after: Explanation, paths: readonly string[]): readonly string[] {
  // The size and the frame of another picture follow from its being another.
  const known = paths.includes('picture.sha256.pixels') ? [...inputs, 'picture'] : inputs
  const rest = paths.filter((path) => !told.includes(path) && !known.includes(partOf(path)))
  return [...new Set(rest.map(partOf))].map((part) => {
    const own = rest.filter((path) => partOf(path) === part)
    const first = own[0]!
    const more = own.length > 1 ? `, and ${own.length - 1} more` : ''
    return `${part}: ${first === part ? '' : `${first} `}${change(valueAt(before.body, first), valueAt(after.body, first))}${more}`
  })
}

function partOf(path: string): string {
  return path.split('.', 1)[0]!
}

/** `model.preprocess.mean.0` is the name `preprocess` below `model`. */
function namesBelow(part: string, paths: readonly string[]): readonly string[] {
  return [...new Set(paths.filter((path) => path.startsWith(`${part}.`)).map((path) => path.split('.')[1]!))]
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function change(before: unknown, after: unknown): string {
  return `${show(before)} then, ${show(after)} now`
}

const longest = 60

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
