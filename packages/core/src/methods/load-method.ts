import { type PreparedMethod, prepareOne } from './prepared-method.ts'
import { submodular } from './submodular/submodular.ts'

/**
 * As `prepareMethod`, but only the default search is at hand: all others are loaded when one of them is asked for, which most pages never do.
 * Throws USAGE_UNKNOWN_METHOD or USAGE_PARAMETER.
 */
export async function loadMethod(name: string, parameters: Readonly<Record<string, unknown>>): Promise<PreparedMethod> {
  if (name === submodular.name) return prepareOne(submodular, parameters)
  const { prepareMethod } = await import('./registry.ts')
  return prepareMethod(name, parameters)
}
