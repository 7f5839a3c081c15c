/** The version that documents record as `run.telltale`; equal to this package's. */
export const version = '0.1.0'
