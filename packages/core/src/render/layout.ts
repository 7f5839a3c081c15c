import type { Rectangle } from '../image/picture.ts'

/** Width of the whole overlay, its margin and the gap between columns, in pixels. */
export const pageWidth = 1400
export const margin = 56
export const columnGap = 40
export const contentWidth = pageWidth - 2 * margin
/** Two columns of equal width: the width, and where the second begins. */
export const columnWidth = (contentWidth - columnGap) / 2
export const secondColumn = margin + columnWidth + columnGap
/** What is left free between the pictures and what follows, and above the footer. */
export const sectionGap = 44
export const footerGap = 24

/** Edge of the square in which a frame is drawn. */
export const frameEdge = 246
/** Height of the title above the hero and above each frame. */
export const titleHeight = 40
const panelGap = 32
export const panelHeight = titleHeight + frameEdge
const heroHeight = 2 * panelHeight + panelGap - titleHeight
const heroWidths = { least: 420, narrow: 560, most: 720 } as const
/** Wider pictures than this get the full width, with the two frames below. */
const panoramaAspect = 2.3

/** Where hero and panels go. Each box has its title on top; `heroPicture` is the hero's pixels inside its box. */
export interface PictureLayout {
  readonly hero: Rectangle
  readonly heroPicture: Rectangle
  readonly panels: readonly [Rectangle, Rectangle]
  readonly height: number
}

/** Left edge of the right column for what follows the pictures: theirs, unless it would leave too little room on the left. */
export function rightColumn({ panels }: PictureLayout): number {
  const least = margin + heroWidths.narrow + columnGap
  return panels[1].x >= least ? panels[1].x : margin + heroWidths.most + columnGap
}

/** Width of the hero's column for a picture of this size. */
export function heroWidth(pictureWidth: number, pictureHeight: number): number {
  const aspect = pictureWidth / pictureHeight
  if (aspect > panoramaAspect) return contentWidth
  return Math.max(heroWidths.least, Math.min(heroWidths.most, Math.round(heroHeight * aspect)))
}

/**
 * Places a picture of the given size and the two frames, with `top` as the upper edge and `caption` pixels kept free below the picture.
 * All numbers are whole pixels.
 */
export function placePictures(pictureWidth: number, pictureHeight: number, top: number, caption: number): PictureLayout {
  const aspect = pictureWidth / pictureHeight
  if (aspect > panoramaAspect) return placeStacked(aspect, top, caption)
  return placeBeside(aspect, heroWidth(pictureWidth, pictureHeight), top, caption)
}

function placeBeside(aspect: number, width: number, top: number, caption: number): PictureLayout {
  const picture = fitInside(aspect, width, heroHeight)
  // A narrow picture stands in the middle of its column, a wide one at the top.
  const heroPicture = { ...picture, x: margin + ((width - picture.width) >> 1), y: top + titleHeight }
  const x = margin + width + columnGap
  const panel = { x, y: top, width: pageWidth - margin - x, height: panelHeight }
  return {
    hero: { x: margin, y: top, width, height: titleHeight + heroHeight },
    heroPicture,
    panels: [panel, { ...panel, y: top + panelHeight + panelGap }],
    height: Math.max(2 * panelHeight + panelGap, titleHeight + picture.height + caption),
  }
}

function placeStacked(aspect: number, top: number, caption: number): PictureLayout {
  const picture = fitInside(aspect, contentWidth, heroHeight)
  const heroPicture = { ...picture, x: margin + ((contentWidth - picture.width) >> 1), y: top + titleHeight }
  const below = titleHeight + picture.height + caption + panelGap
  const width = (contentWidth - columnGap) / 2
  const panel = { x: margin, y: top + below, width, height: panelHeight }
  return {
    hero: { x: margin, y: top, width: contentWidth, height: titleHeight + picture.height },
    heroPicture,
    panels: [panel, { ...panel, x: margin + width + columnGap }],
    height: below + panelHeight,
  }
}

/** Where a method's map goes beside the rest; it is drawn as large as the hero. */
interface MapLayout extends PictureLayout {
  readonly map: Rectangle
  readonly mapPicture: Rectangle
}

/** Widest column in which hero and map leave room for the frames on their right. */
const mapNarrow = 340

/** Width of the hero's column, and of the map's, where both are shown. */
export function mapWidth(pictureWidth: number, pictureHeight: number): number {
  const aspect = pictureWidth / pictureHeight
  if (aspect > panoramaAspect) return contentWidth
  return heroHeight * aspect <= mapNarrow ? mapNarrow : columnWidth
}

/**
 * Places a picture twice, with its answer and with a map, and the two frames: side by side with the frames below, of a tall picture all in one
 * row, of a panorama one below the other. `captions` are pixels kept free below hero and map. All numbers are whole pixels.
 */
export function placePicturesWithMap(
  pictureWidth: number,
  pictureHeight: number,
  top: number,
  captions: { readonly hero: number; readonly map: number },
): MapLayout {
  const aspect = pictureWidth / pictureHeight
  const width = mapWidth(pictureWidth, pictureHeight)
  const picture = fitInside(aspect, width, heroHeight)
  const stacked = width === contentWidth
  const boxAt = (x: number, y: number): Rectangle => ({ x, y, width, height: titleHeight + picture.height })
  const pictureIn = (box: Rectangle): Rectangle => ({
    ...picture,
    x: box.x + ((width - picture.width) >> 1),
    y: box.y + titleHeight,
  })
  const hero = boxAt(margin, top)
  const map = stacked ? boxAt(margin, top + hero.height + captions.hero + panelGap) : boxAt(margin + width + columnGap, top)
  const below = map.y - top + map.height + Math.max(captions.map, stacked ? 0 : captions.hero)
  const places = { hero, heroPicture: pictureIn(hero), map, mapPicture: pictureIn(map) }
  if (width === mapNarrow) {
    const x = map.x + width + columnGap
    const panel = { x, y: top, width: pageWidth - margin - x, height: panelHeight }
    const second = { ...panel, y: top + panelHeight + panelGap }
    return { ...places, panels: [panel, second], height: Math.max(2 * panelHeight + panelGap, below) }
  }
  const panel = { x: margin, y: top + below + panelGap, width: columnWidth, height: panelHeight }
  return { ...places, panels: [panel, { ...panel, x: secondColumn }], height: below + panelGap + panelHeight }
}

/** Where a frame is drawn inside its panel: centred in the square below the title. */
export function squareInside(frame: { readonly width: number; readonly height: number }, box: Rectangle): Rectangle {
  const size = fitInside(frame.width / frame.height, frameEdge, frameEdge)
  return {
    x: box.x + ((frameEdge - size.width) >> 1),
    y: box.y + titleHeight + ((frameEdge - size.height) >> 1),
    ...size,
  }
}

/** The largest whole-pixel size of this aspect inside a box; at least one pixel each way. */
export function fitInside(aspect: number, width: number, height: number): { readonly width: number; readonly height: number } {
  return aspect > width / height
    ? { width, height: Math.max(1, Math.round(width / aspect)) }
    : { width: Math.max(1, Math.round(height * aspect)), height }
}
