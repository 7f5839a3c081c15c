import { loadTypefaces } from '../../src/render/font.node.ts'
import { createTextPainter, type TextPainter } from '../../src/render/text.ts'

/** A text with the box that its letters take on the page. */
export interface DrawnText {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly size: number
}

const typefaces = loadTypefaces()

/** A painter with the embedded font that notes every text it draws. */
export async function recordTexts() {
  const painter = createTextPainter(await typefaces)
  const texts: DrawnText[] = []
  const recording: TextPainter = {
    measure: painter.measure,
    draw: (text, x, baseline, style, anchor = 'start') => {
      const width = painter.measure(text, style)
      const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
      const [top, bottom] = [baseline - 0.75 * style.size, baseline + 0.2 * style.size]
      texts.push({ text, left, right: left + width, top, bottom, size: style.size })
      return painter.draw(text, x, baseline, style, anchor)
    },
  }
  const words = () => texts.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('\n')
  return { painter: recording, texts, words }
}

/** Texts that are not wholly on a page of this size. */
export function outside(texts: readonly DrawnText[], { width, height }: { readonly width: number; readonly height: number }) {
  return texts.filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > width || bottom > height)
}

/** Pairs of texts of which one lies on the other. */
export function overlapping(texts: readonly DrawnText[]): string[] {
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
      .map((other) => `${one.text} / ${other.text}`),
  )
}
