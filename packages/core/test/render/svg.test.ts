import { expect, test } from 'vitest'
import { element, escapeXml, formatCoordinate } from '../../src/render/svg.ts'

test('the five special characters are escaped', () => {
  expect(escapeXml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;')
})

test('characters that XML forbids are removed, other scripts stay', () => {
  expect(escapeXml('a\u0000b\u001bc\ud800d 猫 🐈')).toBe('abcd 猫 🐈')
})

test('attribute values cannot end the attribute', () => {
  expect(element('g', { 'aria-label': '"/><script>' })).toBe('<g aria-label="&quot;/&gt;&lt;script&gt;"/>')
})

test('coordinates have at most two decimals and no negative zero', () => {
  expect([1, 1.005, 2 / 3, -0.001].map(formatCoordinate)).toEqual(['1', '1', '0.67', '0'])
})
