import type { Warning } from './classifier.ts'

/** Class names from text: a JSON list, a JSON object by class number, or one name a line. WordNet ids in front are dropped. */
export function parseLabels(text: string): readonly string[] {
  const content = text.replace(/^\uFEFF/, '')
  return (
    parseJsonLabels(content) ??
    content
      // Blank lines at the end name no class.
      .replace(/(?:\r?\n[ \t]*)+$/, '')
      .split(/\r?\n/)
      .map(withoutWordnetId)
  )
}

/** The names of `id2label` in a hub's `config.json`, or null where it has none. */
export function labelsFromConfig(config: unknown): readonly string[] | null {
  if (typeof config !== 'object' || config === null) return null
  const names = 'id2label' in config ? config.id2label : 'label_names' in config ? config.label_names : undefined
  return labelsFromJson(names)
}

/**
 * One name per class. A list of another length is not used at all, since names that are off by one are worse than numbers; both cases
 * warn with MODEL_LABELS_MISSING.
 */
export function completeLabels(
  given: readonly string[] | null,
  classes: number,
): { readonly labels: readonly string[]; readonly warnings: readonly Warning[] } {
  const numbered = (index: number): string => `class ${index}`
  if (given?.length === classes) {
    return { labels: given.map((name, index) => (name.trim() === '' ? numbered(index) : name.trim())), warnings: [] }
  }
  const why =
    given === null ? 'The model has no class names' : `The model has ${classes} classes, and its list has ${given.length} names`
  return {
    labels: Array.from({ length: classes }, (_, index) => numbered(index)),
    warnings: [{ code: 'MODEL_LABELS_MISSING', message: `${why}; classes are shown by number.` }],
  }
}

function parseJsonLabels(content: string): readonly string[] | null {
  if (!/^\s*[[{]/.test(content)) return null
  try {
    return labelsFromJson(JSON.parse(content))
  } catch {
    return null
  }
}

function labelsFromJson(names: unknown): readonly string[] | null {
  if (Array.isArray(names)) return names.map(nameOf)
  if (typeof names !== 'object' || names === null) return null
  const entries = Object.entries(names)
  const labels = Array.from({ length: entries.length }, () => '')
  for (const [key, name] of entries) {
    const index = Number(key)
    if (!Number.isInteger(index) || index < 0 || index >= labels.length) return null
    labels[index] = nameOf(name)
  }
  return labels.length === 0 ? null : labels
}

/** Nothing for what is no name: a list or an object need not even have a text. */
function nameOf(value: unknown): string {
  return typeof value === 'object' ? '' : String(value)
}

function withoutWordnetId(line: string): string {
  return line.replace(/^n\d{8}\s+/, '')
}
