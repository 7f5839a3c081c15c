import { TelltaleError } from '../errors.ts'
import { comparison } from './comparison/comparison.ts'
import { fidelity } from './fidelity/fidelity.ts'
import { type PreparedStudy, prepareStudy } from './prepare-study.ts'
import { publishedClaimsStudy } from './published-claims/published-claims.ts'
import { reliability } from './reliability/reliability.ts'
import { singleDeletion } from './single-deletion/single-deletion.ts'
import type { Study } from './study.ts'

/** Every study, in the order in which they are listed to users. */
export const studies = [comparison, reliability, fidelity, singleDeletion, publishedClaimsStudy] as const

/** Finds a study by name and checks its parameters. Throws USAGE_UNKNOWN_STUDY or USAGE_PARAMETER. */
export function findStudy(name: string, parameters: Readonly<Record<string, unknown>>): PreparedStudy {
  const study = studies.find((candidate) => candidate.name === name)
  if (!study) {
    const names = studies.map((candidate) => candidate.name).join(', ')
    throw new TelltaleError('USAGE_UNKNOWN_STUDY', `There is no study "${name}".`, `Choose one of: ${names}.`, { value: name })
  }
  // Whichever it is, its own schema makes what its own functions take.
  return prepareStudy(study as unknown as Study<object, unknown>, parameters)
}
