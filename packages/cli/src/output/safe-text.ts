/** A text as a cell of a csv file: a spreadsheet takes text with these first characters for a formula. */
export function safeText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
