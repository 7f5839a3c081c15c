/** One thing that was tried on this machine. */
export interface Finding {
  readonly name: string
  readonly works: boolean
  /** What was measured, or why it does not work and what mends it. */
  readonly detail: string
}

/** Tries something; an error becomes the finding that says so. */
export async function tryOut(name: string, attempt: () => Promise<string>): Promise<Finding> {
  try {
    return { name, works: true, detail: await attempt() }
  } catch (error) {
    const fix = error instanceof Error && 'fix' in error ? ` ${String(error.fix)}` : ''
    return { name, works: false, detail: `${error instanceof Error ? error.message : String(error)}${fix}` }
  }
}
