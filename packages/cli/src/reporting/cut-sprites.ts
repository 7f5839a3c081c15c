import { createHash } from 'node:crypto'

/** Thumbnails in one sprite: at least, about, and at most. */
const sizes = { least: 64, usual: 192, most: 320 } as const

/**
 * Divides documents into sprites, in order. Cuts are made after documents whose own hash says so: wherever one is added or taken away, only the
 * sprites around it change, and the others are used again.
 */
export function cutIntoSprites(documents: readonly string[]): readonly (readonly string[])[] {
  const sprites: string[][] = []
  let current: string[] = []
  for (const document of documents) {
    current.push(document)
    if (current.length < sizes.least || (current.length < sizes.most && !endsHere(document))) continue
    sprites.push(current)
    current = []
  }
  return current.length === 0 ? sprites : [...sprites, current]
}

function endsHere(document: string): boolean {
  return createHash('sha256').update(document).digest().readUInt32BE() % (sizes.usual - sizes.least) === 0
}
