import { loadTypefaces, type Picture, rasteriseSvg, readPicture } from '@telltale/core'
import { type Finding, tryOut } from './finding.ts'

/** 8 x 8 pixels of one orange, as PNG and as JPEG. */
const samples = {
  PNG: 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQI12M4UaGBFTEMLQkAUtVaAU8H8jAAAAAASUVORK5CYII=',
  JPEG: '/9j/2wBDAAICAgICAgICAgIDAwIDAwQDAwMDBAYEBAQEBAYJBQYFBQYFCQgJBwcHCQgOCwkJCw4QDQwNEBMRERMYFxgfHyr/2wBDAQICAgICAgICAgIDAwIDAwQDAwMDBAYEBAQEBAYJBQYFBQYFCQgJBwcHCQgOCwkJCw4QDQwNEBMRERMYFxgfHyr/wgARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUAQEAAAAAAAAAAAAAAAAAAAAI/9oADAMBAAIQAxAAAAC4BWvP/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPwB//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPwB//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPwB//9k=',
} as const
const orange = [200, 120, 40] as const
/** What JPEG's quantisation may move a flat colour by. */
const levels = 3

/** Decodes a small picture of each kind and draws a word with the embedded font. */
export async function checkPictures(): Promise<readonly Finding[]> {
  return [
    await tryOut('decode PNG', () => decode('PNG')),
    await tryOut('decode JPEG', () => decode('JPEG')),
    await tryOut('draw text', drawWord),
  ]
}

async function decode(kind: keyof typeof samples): Promise<string> {
  const { width, height, rgb } = await readPicture(Buffer.from(samples[kind], 'base64'), { name: `sample ${kind}` })
  if (width !== 8 || height !== 8) throw new Error(`The sample came out ${width} x ${height}, not 8 x 8.`)
  const worst = rgb.reduce((most, value, index) => Math.max(most, Math.abs(value - orange[index % 3]!)), 0)
  if (worst > levels) throw new Error(`The sample's colour is off by ${worst} levels (allowed: ${levels}).`)
  return `8 x 8 pixels, colour right to ${worst} level${worst === 1 ? '' : 's'}`
}

const word = 'Telltale'
const canvas = { width: 160, height: 48, size: 36 }
/** Ink of the word as a share of the canvas; boxes in place of letters, or nothing, lie far outside. */
const ink = { least: 0.08, most: 0.2 }

async function drawWord(): Promise<string> {
  const typeface = (await loadTypefaces()).regular[0]
  let x = 8
  const outlines = [...word].map((letter) => {
    const glyph = typeface?.glyph(letter.codePointAt(0)!)
    if (typeface === undefined || !glyph) throw new Error(`The embedded font lacks the letter ${letter}.`)
    const outline = glyph.outline(x, canvas.size, canvas.size)
    x += (glyph.advance / typeface.unitsPerEm) * canvas.size
    return outline
  })
  const box = `width="${canvas.width}" height="${canvas.height}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${box}><rect ${box} fill="#fff"/><path d="${outlines.join('')}"/></svg>`
  const share = darkShare(await readPicture(await rasteriseSvg(svg), { name: 'the drawn word' }))
  if (share < ink.least || share > ink.most)
    throw new Error(`The word ${word} left ${(share * 100).toFixed(1)} % ink; its letters are not right.`)
  return `${word} in the embedded font, ${(share * 100).toFixed(1)} % ink`
}

function darkShare({ rgb, width, height }: Picture): number {
  let dark = 0
  for (let pixel = 0; pixel < width * height; pixel++) if (rgb[3 * pixel]! < 128) dark++
  return dark / (width * height)
}
