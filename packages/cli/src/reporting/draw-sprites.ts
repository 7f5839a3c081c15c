import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  diskError,
  encodeSprite,
  makeFolder,
  readExplanation,
  renderThumbnail,
  spriteColumns,
  TelltaleError,
  type Thumbnail,
  temporaryName,
  version,
  writeWhole,
} from '@telltale/core'
import { mostPictureBytes } from '../batch/read-source.ts'
import { isAddress } from '../explaining/picture-results.ts'
import { cutIntoSprites } from './cut-sprites.ts'
import type { FoundDocument } from './find-documents.ts'
import type { Sprite } from './report-row.ts'

/** The folder of a report's pictures, within that of the run. */
const spriteFolder = 'report-files'

/** Pixels along a side of a thumbnail. */
export const thumbnailSide = 112

/** What became of the thumbnails of a run. */
export interface DrawnSprites {
  readonly sprites: readonly Sprite[]
  /** By document: which sprite its thumbnail is in, and which place there. */
  readonly places: ReadonlyMap<string, { readonly sprite: number; readonly place: number }>
  readonly damaged: ReadonlySet<string>
  /** Documents whose pictures are no longer where they were. */
  readonly withoutPicture: readonly string[]
}

/** How a thumbnail came out. */
type Drawn = { readonly path: string } & (
  | { readonly thumbnail: Thumbnail }
  | { readonly thumbnail: null; readonly reason: 'damaged' | 'no picture' }
)

/**
 * Draws the thumbnails of documents into sprites of some hundred each, one sprite at a time, so that memory stays bounded. A sprite that is complete
 * and newer than its documents is kept as it is; those that belong to no document any more are removed. Throws RUN_DISK, and BACKEND_UNAVAILABLE
 * without sharp.
 */
export async function drawSprites(folder: string, documents: readonly FoundDocument[]): Promise<DrawnSprites> {
  const written = new Map(documents.flatMap(({ path, written }) => (written === null ? [] : [[path, written] as const])))
  const cut = cutIntoSprites([...written.keys()])
  const place = join(folder, spriteFolder)
  if (cut.length > 0) await makeFolder(place).catch((cause: unknown) => Promise.reject(diskError(place, cause)))

  const sprites: Sprite[] = []
  const places = new Map<string, { readonly sprite: number; readonly place: number }>()
  const failed: Drawn[] = []
  for (const paths of cut) {
    const whole = `sprite-${hashOf(paths)}.webp`
    const newest = paths.reduce((latest, path) => Math.max(latest, written.get(path)!), 0)
    const missing = await renewSprite(folder, paths, whole, newest)
    failed.push(...missing)
    const skipped = new Set(missing.map(({ path }) => path))
    for (const [index, path] of paths.entries()) {
      if (!skipped.has(path)) places.set(path, { sprite: sprites.length, place: index })
    }
    const name = missing.length === 0 ? whole : incompleteName(whole)
    sprites.push({ file: `${spriteFolder}/${name}`, columns: Math.min(spriteColumns, paths.length) })
  }
  await removeOthers(place, new Set(sprites.map(({ file }) => file.slice(spriteFolder.length + 1))))
  const because = (reason: string): readonly string[] =>
    failed.flatMap((drawn) => (drawn.thumbnail === null && drawn.reason === reason ? [drawn.path] : []))
  return { sprites, places, damaged: new Set(because('damaged')), withoutPicture: because('no picture') }
}

/** Draws a sprite unless what is there will do, and returns what is missing in it. */
async function renewSprite(folder: string, paths: readonly string[], whole: string, newest: number): Promise<readonly Drawn[]> {
  const there = await stat(join(folder, spriteFolder, whole)).catch(() => null)
  if (there !== null && there.mtimeMs >= newest) return []
  const missing = await drawSprite(folder, paths, whole)
  // A run that was copied looks newer and may have left its pictures behind: what was drawn before is still right.
  const isStillRight = there !== null && missing.every((drawn) => drawn.thumbnail === null && drawn.reason === 'no picture')
  return isStillRight ? [] : missing
}

/** The same documents drawn in the same way have the same name. */
function hashOf(paths: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([version, thumbnailSide, paths]))
    .digest('hex')
    .slice(0, 12)
}

/** What is incomplete is drawn again next time: the pictures may be back. */
function incompleteName(whole: string): string {
  return whole.replace('.webp', '-incomplete.webp')
}

/** Pictures that are decoded at once. */
const lanes = 4

/** Draws and writes one sprite; returns what could not be drawn. */
async function drawSprite(folder: string, paths: readonly string[], whole: string): Promise<readonly Drawn[]> {
  const drawn: Drawn[] = []
  for (let start = 0; start < paths.length; start += lanes) {
    drawn.push(...(await Promise.all(paths.slice(start, start + lanes).map((path) => drawDocument(folder, path)))))
  }
  const bytes = await encodeSprite(
    drawn.map(({ thumbnail }) => thumbnail),
    thumbnailSide,
  )
  const missing = drawn.filter(({ thumbnail }) => thumbnail === null)
  const name = missing.length === 0 ? whole : incompleteName(whole)
  await writeWhole(join(folder, spriteFolder, name), join(folder, temporaryName(name)), bytes)
  return missing
}

async function drawDocument(folder: string, path: string): Promise<Drawn> {
  try {
    const document = readExplanation(await readFile(join(folder, path), 'utf8'), path)
    const picture = await readOrigin(resolve(folder, path, '..'), document.run.files?.picture)
    return picture === null
      ? { path, thumbnail: null, reason: 'no picture' }
      : { path, thumbnail: await renderThumbnail(picture, document, thumbnailSide) }
  } catch (error) {
    const code = error instanceof TelltaleError ? error.code : ''
    if (code === 'BACKEND_UNAVAILABLE') throw error
    return { path, thumbnail: null, reason: code.startsWith('PICTURE_') ? 'no picture' : 'damaged' }
  }
}

/** The picture that a document explains; null where it is not there any more, and for an address: a report asks no network. */
async function readOrigin(from: string, picture: string | undefined): Promise<Uint8Array | null> {
  if (picture === undefined || isAddress(picture)) return null
  const path = resolve(from, picture)
  const file = await stat(path).catch(() => null)
  if (!file?.isFile() || file.size > mostPictureBytes) return null
  return await readFile(path).catch(() => null)
}

async function removeOthers(place: string, wanted: ReadonlySet<string>): Promise<void> {
  const names = await readdir(place).catch((): string[] => [])
  for (const name of names) {
    if (/^sprite-[0-9a-f]{12}(-incomplete)?\.webp$/.test(name) && !wanted.has(name)) await rm(join(place, name), { force: true })
  }
}
