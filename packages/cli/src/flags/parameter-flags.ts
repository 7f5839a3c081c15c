import { Option } from '@commander-js/extra-typings'
import { methods, type ParameterDescription, parametersOf, TelltaleError, type WantedMethod } from '@telltale/core'

/** A parameter as one method has it; methods that share a name share the flag, and each keeps its own range. */
interface OwnedParameter {
  readonly method: string
  readonly parameter: ParameterDescription
}

/** One flag for each parameter that any method has, under a heading that says whose it is. The values stay text until the method is known. */
export function parameterFlags(): readonly Option[] {
  return Array.from(parametersByName(), ([name, owned]) => {
    const { description } = owned[0]!.parameter
    const notes = [...new Set(owned.map(({ parameter }) => noteOf(parameter)))]
    return new Option(`--${flagName(name)} <value>`, `${description} (${notes.join('; ')})`).helpGroup(
      `Parameters of ${ownersOf(owned)}:`,
    )
  })
}

/** The texts that were given, by parameter name; `valueNamed` reads a flag by its name in camel case. */
export function parameterTexts(valueNamed: (name: string) => unknown): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const name of parametersByName().keys()) {
    const value = valueNamed(name)
    if (typeof value === 'string') texts.set(name, value)
  }
  return texts
}

/**
 * Each method with its parameters, parsed; what several methods have, all of them get. Throws USAGE_PARAMETER for a parameter that none of them
 * has, and for a value outside the range of one that has it. A method that does not exist is left to `explain`, which lists those that do.
 */
export function parametersFrom(names: readonly string[], texts: ReadonlyMap<string, string>): readonly WantedMethod[] {
  const isKnown = (method: string): boolean => method === 'given' || methods.some(({ name }) => name === method)
  const parsed = names.map((name) => ({ name, parameters: {} as Record<string, unknown> }))
  for (const [parameter, text] of names.every(isKnown) ? texts : []) {
    const owned = parametersByName().get(parameter)!
    const having = parsed.flatMap((wanted) => {
      const own = owned.find(({ method }) => method === wanted.name)
      return own ? [{ wanted, own }] : []
    })
    if (having.length === 0) throw notOfMethods(names, parameter, ownersOf(owned))
    for (const { wanted, own } of having) wanted.parameters[parameter] = parseValue(own.parameter, text)
  }
  return parsed
}

function parametersByName(): ReadonlyMap<string, readonly OwnedParameter[]> {
  const byName = new Map<string, OwnedParameter[]>()
  for (const method of methods) {
    for (const parameter of parametersOf(method)) {
      byName.set(parameter.name, [...(byName.get(parameter.name) ?? []), { method: method.name, parameter }])
    }
  }
  return byName
}

function ownersOf(owned: readonly OwnedParameter[]): string {
  return owned.map(({ method }) => method).join(', ')
}

/** `windowShare` is `--window-share`. */
function flagName(parameter: string): string {
  return parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function noteOf(parameter: ParameterDescription): string {
  return parameter.default === undefined ? rangeOf(parameter) : `${rangeOf(parameter)}; default: ${parameter.default}`
}

function rangeOf({ kind, choices, minimum, maximum }: ParameterDescription): string {
  if (kind === 'choice') return `one of ${choices!.join(', ')}`
  if (kind === 'switch') return 'true or false'
  if (kind === 'text') return 'a name'
  const bounds = [minimum === undefined ? '' : ` from ${minimum}`, maximum === undefined ? '' : ` to ${maximum}`]
  return `a ${kind}${bounds.join('')}`
}

function parseValue(parameter: ParameterDescription, text: string): string | number | boolean {
  switch (parameter.kind) {
    case 'choice':
      if (parameter.choices!.includes(text)) return text
      break
    case 'switch':
      if (text === 'true' || text === 'false') return text === 'true'
      break
    case 'text':
      if (text !== '') return text
      break
    default:
      if (text.trim() !== '' && isWithin(Number(text), parameter)) return Number(text)
  }
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `--${flagName(parameter.name)} cannot be "${text}".`,
    `Give ${rangeOf(parameter)}.`,
    { value: text, limit: rangeOf(parameter) },
  )
}

function isWithin(value: number, { kind, minimum, maximum }: ParameterDescription): boolean {
  const isOfKind = kind === 'number' ? Number.isFinite(value) : Number.isInteger(value)
  return isOfKind && value >= (minimum ?? value) && value <= (maximum ?? value)
}

function notOfMethods(names: readonly string[], parameter: string, owners: string): TelltaleError {
  const [only = ''] = names
  const who =
    names.length === 1 ? `The method ${only} has no parameter` : `None of the methods ${names.join(', ')} has a parameter`
  return new TelltaleError(
    'USAGE_PARAMETER',
    `${who} --${flagName(parameter)}.`,
    `Leave it out, or choose a method that has it: ${owners}.`,
    { value: flagName(parameter) },
  )
}
