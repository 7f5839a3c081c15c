import type { Explanation, ExplanationBody } from '../explanation/document.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { isClassBlind } from './class-blind.ts'
import { type ShownMap, shownMap } from './shown-map.ts'
import type { Theme } from './theme.ts'

/** One method of a comparison: its document and how it is called. */
export interface NamedMethod {
  readonly explanation: Explanation
  readonly name: string
  /** False where the method says the same of every class. */
  readonly classSensitive: boolean
}

/** One method as it is drawn: its line in a chart, and its map over the frame. */
export interface ComparedMethod extends NamedMethod {
  readonly colour: string
  /** Of its line in a chart; undefined: solid. */
  readonly dashes: string | undefined
  readonly map: ShownMap
}

/** After all colours are used once, they come again as dashed and then as dotted lines. */
const dashes = [undefined, '10 6', '2 5'] as const

/** As many methods as can be told apart in one chart. */
export function mostMethods(theme: Theme): number {
  return theme.lines.length * dashes.length
}

/** Gives each document its name. A method that is there more than once is named with the parameters in which it differs. */
export function nameMethods(documents: readonly Explanation[]): NamedMethod[] {
  return documents.map((explanation) => ({
    explanation,
    name: nameOf(explanation.body, documents),
    classSensitive: !isClassBlind(explanation.body),
  }))
}

/** Gives each document its name, line and map. */
export function compareMethods(documents: readonly Explanation[], regions: RegionMap, theme: Theme): ComparedMethod[] {
  return nameMethods(documents).map((named, index) => ({
    ...named,
    colour: theme.lines[index % theme.lines.length]!,
    dashes: dashes[Math.floor(index / theme.lines.length) % dashes.length],
    map: shownMap(named.explanation.body, regions),
  }))
}

function nameOf({ method }: ExplanationBody, documents: readonly Explanation[]): string {
  const same = documents.map(({ body }) => body.method).filter(({ name }) => name === method.name)
  const different = Object.keys(method.parameters).filter((key) =>
    same.some(({ parameters }) => JSON.stringify(parameters[key]) !== JSON.stringify(method.parameters[key])),
  )
  return [method.name, ...different.map((key) => `${key} ${String(method.parameters[key])}`)].join(', ')
}
