import { TelltaleError } from '../errors.ts'

/** The error for a model that answers NaN or infinity. */
export function notFinite(file: string, value: number): TelltaleError {
  return new TelltaleError(
    'MODEL_NOT_FINITE',
    `${file} answered ${value} for an ordinary picture.`,
    'Check the preprocessing; a float16 model may overflow: export it as float32.',
    { file, value },
  )
}
