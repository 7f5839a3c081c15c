import type sharp from 'sharp'
import { TelltaleError } from '../errors.ts'

/** Loads sharp, which is an optional dependency. Throws BACKEND_UNAVAILABLE with the command that installs it. */
export async function loadSharp(): Promise<typeof sharp> {
  try {
    return (await import('sharp')).default
  } catch (cause) {
    throw new TelltaleError(
      'BACKEND_UNAVAILABLE',
      'Reading and writing pictures needs the package sharp, which cannot be loaded.',
      'Install it: npm install sharp',
      { value: 'sharp' },
      cause,
    )
  }
}
