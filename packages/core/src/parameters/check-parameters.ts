import type { ZodMiniObject, ZodMiniType } from 'zod/mini'
import { TelltaleError } from '../errors.ts'

/** Whose parameters they are: "the method "rise"" in messages. */
export interface ParameterOwner<P> {
  readonly name: string
  readonly parameters: ZodMiniType<P>
}

/** The command that lists the parameters of each kind. */
const listings = { method: 'telltale explain --help', metric: 'telltale metrics --json', study: 'telltale study --list' } as const

/** Checks and defaults what was given. Throws USAGE_PARAMETER for a name that there is not and for a value out of range. */
export function checkParameters<P>(
  kind: keyof typeof listings,
  { name, parameters }: ParameterOwner<P>,
  given: Readonly<Record<string, unknown>>,
): P {
  const owner = `the ${kind} "${name}"`
  requireKnown(owner, parameters, Object.keys(given))
  const result = parameters.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const place = issue?.path.join('.') || 'parameters'
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `"${place}" of ${owner} is not allowed: ${issue?.message ?? 'invalid'}.`,
    `See the parameters of each ${kind} and their ranges: ${listings[kind]}.`,
    { value: place },
  )
}

function requireKnown(owner: string, parameters: ZodMiniType<unknown>, given: readonly string[]): void {
  // Every such schema is an object. What lists parameters for people would say the same, and weighs a page more than all else here.
  const known = Object.keys((parameters as unknown as ZodMiniObject).shape)
  const unknown = given.find((parameter) => !known.includes(parameter))
  if (unknown === undefined) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `${owner.replace('the', 'The')} has no parameter "${unknown}".`,
    known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`,
    { value: unknown },
  )
}
