import type { ListedSample } from './listed-sample.ts'

/** Endings of pictures, in any case. */
export const pictureEndings = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif']

const pictureName = new RegExp(`\\.(${pictureEndings.join('|')})$`, 'i')
/** Hidden files, installed packages, and what earlier runs of ours wrote: their overlays are no pictures. */
const passedOver = /(^|\/)(\.|node_modules\/|report-files\/)|~[0-9a-f]{12}\//

/**
 * The pictures among the files below a folder, given as paths with slashes, sorted by code unit. The first folder on the way is the name of the
 * class, as far as `isClass` says so of one of them at least; else folders are mere folders, and no class is known.
 */
export function listFolder(paths: readonly string[], isClass: (name: string) => boolean): readonly ListedSample[] {
  const pictures = paths.filter((path) => pictureName.test(path) && !passedOver.test(path)).sort((a, b) => (a < b ? -1 : 1))
  const folders = new Set(pictures.filter((path) => path.includes('/')).map(folderOf))
  const areClasses = [...folders].some(isClass)
  return pictures.map((picture) => ({ picture, class: areClasses && picture.includes('/') ? folderOf(picture) : null }))
}

function folderOf(path: string): string {
  return path.slice(0, path.indexOf('/'))
}
