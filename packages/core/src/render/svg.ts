/** Attributes of one SVG element; numbers are written with at most two decimals. */
export type SvgAttributes = Readonly<Record<string, string | number>>

const notAllowedInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** Text that is safe inside an XML attribute or element: the five special characters escaped, characters XML forbids removed. */
export function escapeXml(text: string): string {
  return text
    .replace(notAllowedInXml, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A coordinate with at most two decimals: a hundredth of a pixel is never seen, and short numbers keep the file small. */
export function formatCoordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return Object.is(rounded, -0) ? '0' : String(rounded)
}

/** One element. `content` is SVG already; attribute values are escaped here. */
export function element(name: string, attributes: SvgAttributes, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? formatCoordinate(value) : escapeXml(value)}"`)
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}
