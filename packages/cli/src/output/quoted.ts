/** A value as it is typed: one that a shell would take apart is quoted. */
export function quoted(value: string): string {
  return /^[\w.,:+/=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
