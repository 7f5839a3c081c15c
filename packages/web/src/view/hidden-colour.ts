import { signal } from '@preact/signals'
import type { Explanation } from '@telltale/core'
import type { ShownPicture } from '../session/shown-picture.ts'

type Baseline = Explanation['body']['baseline']
type Box = Explanation['body']['picture']['frame']['source']

const means = signal<ReadonlyMap<string, string>>(new Map())

/** What hidden pixels become on the page: a CSS colour, or null for a blurred picture. For looking at only: the model was shown exact pixels. */
export function hiddenColourOf(baseline: Baseline, picture: ShownPicture, box: Box): string | null {
  switch (baseline.kind) {
    case 'black':
    case 'white':
      return baseline.kind
    case 'colour':
      return `rgb(${baseline.rgb.join(' ')})`
    case 'blur':
      return null
    default:
      return meanColour(picture.url, box)
  }
}

/** The frame's mean colour, grey until the picture is there to be asked. */
function meanColour(url: string, box: Box): string {
  const key = `${url} ${box.x} ${box.y} ${box.width} ${box.height}`
  const known = means.value.get(key)
  if (known) return known
  void measure(url, box).then((colour) => {
    means.value = new Map([...means.peek(), [key, colour]])
  })
  return '#888'
}

async function measure(url: string, box: Box): Promise<string> {
  const image = new Image()
  image.src = url
  await image.decode()
  const side = 32
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return '#888'
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, box.x, box.y, box.width, box.height, 0, 0, side, side)
  const { data } = context.getImageData(0, 0, side, side)
  const sums = [0, 0, 0]
  for (let i = 0; i < data.length; i += 4) for (let channel = 0; channel < 3; channel++) sums[channel]! += data[i + channel]!
  return `rgb(${sums.map((sum) => Math.round(sum / (side * side))).join(' ')})`
}
