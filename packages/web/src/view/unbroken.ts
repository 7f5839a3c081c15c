/** A sentence in which no line breaks between a number and its per cent sign. */
export function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00a0%')
}
