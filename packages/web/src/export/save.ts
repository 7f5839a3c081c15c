import { type Explanation, writeExplanation } from '@telltale/core'
import { drawPng, pictureAsData } from './draw-png.ts'
import { writePage } from './write-page.ts'

/** Saves the picture with its regions as it is seen. */
export async function savePng(hero: SVGSVGElement | null, stem: string): Promise<void> {
  if (hero) saveBlob(await drawPng(hero), `${stem}.png`)
}

/** Saves the document, as the command line writes it. */
export async function saveJson(document: Explanation, stem: string): Promise<void> {
  saveBlob(new Blob([writeExplanation(document)], { type: 'application/json' }), `${stem}.json`)
}

/** Saves one page that needs nothing else: picture, words, curves and the document itself. */
export async function saveHtml(hero: SVGSVGElement | null, document: Explanation, stem: string): Promise<void> {
  if (!hero) return
  const html = writePage(await pictureAsData(hero), document)
  saveBlob(new Blob([html], { type: 'text/html' }), `${stem}.html`)
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
