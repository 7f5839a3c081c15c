import * as z from 'zod/mini'

/** One parameter of a method, a metric or a study, for flags, forms and help. */
export interface ParameterDescription {
  readonly name: string
  readonly kind: 'number' | 'whole number' | 'choice' | 'switch' | 'text'
  readonly description: string
  readonly default: string | number | boolean | undefined
  /** Bounds of numbers, included. */
  readonly minimum?: number
  readonly maximum?: number
  /** Of a choice. */
  readonly choices?: readonly string[]
}

/** What `z.toJSONSchema` says of one parameter, as far as parameters use it. */
interface Property {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly unknown[]
}

/** The parameters of whoever has that name, read off the schema in the order in which it lists them. Throws TypeError for a kind of parameter that no flag or form can show. */
export function parametersOf(owner: {
  readonly name: string
  readonly parameters: z.core.$ZodType
}): readonly ParameterDescription[] {
  const { properties = {} } = z.toJSONSchema(owner.parameters) as { properties?: Record<string, Property> }
  return Object.entries(properties).map(([name, property]) => describeParameter(`${owner.name}.${name}`, name, property))
}

function describeParameter(place: string, name: string, property: Property): ParameterDescription {
  const common = { name, description: property.description ?? '', default: plainValue(property.default) }
  if (property.enum) return { ...common, kind: 'choice', choices: property.enum.map(String) }
  const bounds = {
    ...(property.minimum === undefined ? {} : { minimum: property.minimum }),
    ...(property.maximum === undefined ? {} : { maximum: property.maximum }),
  }
  switch (property.type) {
    case 'number':
      return { ...common, kind: 'number', ...bounds }
    case 'integer':
      return { ...common, kind: 'whole number', ...bounds }
    case 'boolean':
      return { ...common, kind: 'switch' }
    case 'string':
      return { ...common, kind: 'text' }
    default:
      throw new TypeError(`The parameter ${place} is of the kind ${property.type ?? 'any'}, which has no flag.`)
  }
}

function plainValue(value: unknown): ParameterDescription['default'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}
