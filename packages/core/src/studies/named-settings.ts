import { TelltaleError } from '../errors.ts'

/** A method or metric with the parameters that were given for it, under the text that says so: tables use it as the name of a row. */
export interface NamedSetting {
  /** As it was written: `rise:samples=1000`. */
  readonly text: string
  readonly name: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/**
 * Reads names with commas between, each with parameters behind colons: `submodular,rise:samples=1000,occlusion:size=32:stride=16`. Values are
 * numbers, true and false, or text. Throws USAGE_PARAMETER for an empty name, a part without `=`, and a text that comes twice.
 */
export function parseSettings(text: string): readonly NamedSetting[] {
  const settings = text.split(',').map((part) => parseSetting(part.trim()))
  const twice = settings.find(({ text: one }, index) => settings.findIndex((other) => other.text === one) < index)
  if (twice) throw refusal(`"${twice.text}" is named twice`, twice.text)
  return settings
}

function parseSetting(text: string): NamedSetting {
  const [name = '', ...given] = text.split(':')
  if (name === '') throw refusal('A name is missing', text)
  const parameters = given.map((part): [string, unknown] => {
    const at = part.indexOf('=')
    if (at < 1) throw refusal(`"${part}" in "${text}" is no parameter`, part)
    return [part.slice(0, at), parseValue(part.slice(at + 1))]
  })
  return { text, name, parameters: Object.fromEntries(parameters) }
}

/** A number, true, false, or the text itself. */
export function parseValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

function refusal(what: string, value: string): TelltaleError {
  return new TelltaleError(
    'USAGE_PARAMETER',
    `${what}.`,
    'Write names with commas between, parameters behind colons: submodular,rise:samples=1000.',
    { value },
  )
}
