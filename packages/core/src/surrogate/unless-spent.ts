import { TelltaleError } from '../errors.ts'

/** The result, or null when the budget could not pay for it. Any other failure stays one. */
export async function unlessSpent<T>(result: Promise<T>): Promise<T | null> {
  try {
    return await result
  } catch (error) {
    if (error instanceof TelltaleError && error.code === 'BUDGET_SPENT') return null
    throw error
  }
}
