import { type ParameterDescription, parametersOf, studies } from '@telltale/core'
import { coloursOf, type Terminal } from '../terminal.ts'

/** What studies there are, and the parameters of each with their defaults. */
export function listStudies(terminal: Terminal, json: boolean): readonly string[] {
  const described = studies.map((study) => ({ name: study.name, title: study.title, parameters: parametersOf(study) }))
  if (json) return [JSON.stringify(described)]
  const { bold } = coloursOf(terminal.stdout, terminal.environment)
  return described.flatMap(({ name, title, parameters }, index) => [
    ...(index === 0 ? [] : ['']),
    `${bold(name)}  ${title}`,
    ...parameters.flatMap(linesOf),
  ])
}

function linesOf({
  name,
  kind,
  description,
  default: usual,
  choices,
  minimum,
  maximum,
}: ParameterDescription): readonly string[] {
  const range =
    choices?.join(', ') ?? (minimum === undefined || maximum === undefined ? kind : `${kind}, ${minimum} to ${maximum}`)
  return [`  ${name} (${range}): ${description}`, ...(usual === undefined ? [] : [`    default: ${usual}`])]
}
