import { describe, expect, test } from 'vitest'
import { loadTypefaces } from '../../src/render/font.node.ts'
import {
  cleanText,
  createTextPainter,
  fitText,
  type TextStyle,
  type Typeface,
  truncateText,
  wrapText,
} from '../../src/render/text.ts'

/** Every printable ASCII character is half an em wide. */
const halfEm: Typeface = {
  unitsPerEm: 1000,
  glyph: (codePoint) =>
    codePoint < 0x20 || codePoint > 0x7e ? null : { advance: 500, outline: (x, baseline) => `M${x} ${baseline}` },
}
const painter = createTextPainter({ regular: [halfEm], strong: [halfEm] })
const style: TextStyle = { size: 20, weight: 'regular', colour: '#000' }

describe('measuring and drawing', () => {
  test('a width is the sum of advances', () => {
    expect(painter.measure('tabby', style)).toBe(50)
  })

  test('an end anchor puts the last letter before x', () => {
    expect(painter.draw('ab', 100, 30, style, 'end')).toContain('d="M80 30M90 30"')
  })

  test('a character without a glyph is drawn as a box with a hole', () => {
    expect(painter.draw('猫', 0, 100, style)).toContain('d="M1.4 100h9.6v-14.4h-9.6zM2.6 98.8v-12h7.2v12z"')
  })

  test('the text stays readable to machines, escaped', () => {
    expect(painter.draw('<b> & "c"', 0, 0, style)).toContain('aria-label="&lt;b&gt; &amp; &quot;c&quot;"')
  })

  test('a later face draws what an earlier one lacks', () => {
    const wide: Typeface = { unitsPerEm: 100, glyph: () => ({ advance: 100, outline: () => '' }) }
    expect(createTextPainter({ regular: [halfEm, wide], strong: [] }).measure('a猫', style)).toBe(10 + 20)
  })
})

describe('cleaning', () => {
  test('white space is one space, control and direction characters vanish, half pairs are marked', () => {
    expect(cleanText('a\n\t b\u0007\u202ec\ud800')).toBe('a bc\ufffd')
  })
})

describe('wrapping', () => {
  test('lines break at spaces', () => {
    expect(wrapText(painter, 'none of them can go', 90, style)).toEqual(['none of', 'them can', 'go'])
  })

  test('a number keeps its per cent sign', () => {
    expect(wrapText(painter, 'about 13 % of it', 80, style)).toEqual(['about', '13\u00a0% of', 'it'])
  })

  test('a word wider than the line is cut', () => {
    expect(wrapText(painter, 'abcdefgh', 30, style)).toEqual(['abc', 'def', 'gh'])
  })

  test('no line is wider than asked', () => {
    const lines = wrapText(painter, 'shown alone on the mean colour, 6 of 49 regions suffice', 120, style)
    expect(Math.max(...lines.map((line) => painter.measure(line, style)))).toBeLessThanOrEqual(120)
  })
})

describe('truncating', () => {
  test('text that fits is not touched', () => {
    expect(truncateText(painter, 'lynx', 40, style)).toBe('lynx')
  })

  test('as much as fits is kept, with an ellipsis', () => {
    expect(truncateText(painter, 'tabby cat', 60, style)).toBe('tabb…')
  })
})

describe('fitting', () => {
  test('text that fits keeps its size', () => {
    expect(fitText(painter, 'lynx', 40, style, 16)).toEqual({ text: 'lynx', style })
  })

  test('a little too wide, it is set smaller and stays whole', () => {
    expect(fitText(painter, 'tabby cat', 85, style, 16)).toEqual({ text: 'tabby cat', style: { ...style, size: 18 } })
  })

  test('far too wide, it is set in the least size and cut', () => {
    expect(fitText(painter, 'tabby cat', 50, style, 16)).toEqual({ text: 'tabby…', style: { ...style, size: 16 } })
  })
})

describe('the embedded font', () => {
  test('has Latin, Greek, Cyrillic and Polish letters in both weights', async () => {
    const faces = await loadTypefaces()
    for (const weight of ['regular', 'strong'] as const) {
      const missing = [...'aé…“”·ΩЖŻł'].filter(
        (character) => !faces[weight].some((face) => face.glyph(character.codePointAt(0)!)),
      )
      expect(missing).toEqual([])
    }
  })

  test('has no Chinese, and says so', async () => {
    const faces = await loadTypefaces()
    expect(faces.regular.map((face) => face.glyph('猫'.codePointAt(0)!))).toEqual([null, null, null, null])
  })
})
