/** Of the longer side of a saved picture, in pixels. */
const longest = 1600

/** The shown picture as an SVG text that needs nothing else: styles written out, the photograph inside. */
export async function pictureAsData(hero: SVGSVGElement): Promise<string> {
  const copy = hero.cloneNode(true) as SVGSVGElement
  const shown = [hero, ...hero.querySelectorAll<SVGElement>('*')]
  const copied = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  shown.forEach((element, index) => {
    writeStyle(element, copied[index]!)
  })
  const { width, height } = hero.viewBox.baseVal
  copy.prepend(ground(width, height))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const images = new Map<string, string>()
  for (const image of copy.querySelectorAll('image')) {
    const url = image.getAttribute('href') ?? ''
    if (!images.has(url)) images.set(url, await asDataUrl(url))
    image.setAttribute('href', images.get(url)!)
  }
  return new XMLSerializer().serializeToString(copy)
}

/** The page's colour under what is half seen through. */
function ground(width: number, height: number): SVGRectElement {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  rect.setAttribute('width', String(width))
  rect.setAttribute('height', String(height))
  rect.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor)
  return rect
}

/** The shown picture as pixels. */
export async function drawPng(hero: SVGSVGElement): Promise<Blob> {
  const svg = await pictureAsData(hero)
  const { width, height } = hero.viewBox.baseVal
  const scale = longest / Math.max(width, height)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser gave no canvas to draw on.')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser could not write a PNG.'))), 'image/png')
  })
}

const written = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-linejoin',
  'opacity',
  'filter',
  'vector-effect',
  'stroke-dasharray',
]

/** As attributes: the page's policy takes no styles but those of its stylesheet. */
function writeStyle(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const name of ['style', 'class', 'tabindex']) to.removeAttribute(name)
  for (const name of written) to.setAttribute(name, style.getPropertyValue(name))
}

/** A picture of this page as a data URL, drawn again rather than fetched: the page's policy lets nothing be fetched but its own files. */
async function asDataUrl(url: string): Promise<string> {
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  return canvas.toDataURL('image/jpeg', 0.92)
}
