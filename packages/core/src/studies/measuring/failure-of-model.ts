import { TelltaleError } from '../../errors.ts'
import { type NoMap, reasonOf } from './measure-methods.ts'

/** Why a model has nothing to say of a sample. A picture that cannot be read fails the sample for all models and is thrown, as is what ends the run. */
export function failureOfModel(error: unknown): NoMap {
  if (error instanceof TelltaleError && error.code.startsWith('PICTURE_')) throw error
  return reasonOf(error)
}
