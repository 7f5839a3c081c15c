import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCentroids } from '../../src/model/read-centroids.node.ts'
import { readMapFile } from '../../src/regions/read-map-file.node.ts'
import { readRegionFiles } from '../../src/regions/read-region-files.node.ts'
import { npyBytes, npyHeader } from '../image/npy-bytes.ts'
import { damaged, damages } from './damage.ts'
import { outcomeOf, seed } from './outcome.ts'

const files = 150
const foreseen = /^(fine|MAP_UNREADABLE|PICTURE_UNREADABLE|PICTURE_TOO_LARGE|USAGE_REGIONS)$/

let folder = ''
let path = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telltale-fuzz-'))
  path = join(folder, 'hostile')
})
afterAll(() => rm(folder, { recursive: true }))

const readers = { saliency: readMapFile, regions: (at: string) => readRegionFiles([at]), 'class vectors': readCentroids } as const
type Reader = keyof typeof readers
const kinds = Object.keys(readers) as Reader[]

async function read(kind: Reader, bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes)
  return await outcomeOf(() => readers[kind](path))
}

const someBytes = Uint8Array.from({ length: 96 }, (_, i) => (i * 37) % 251)

/** What NumPy's header may say, and what it may not. */
const headers = fc
  .record({
    type: fc.constantFrom('<f4', '>f8', '|u1', '|b1', '<i8', '<f2', '<c8', '|O', '<U4', '<f99999', ''),
    shape: fc.oneof(
      fc.array(fc.constantFrom('0', '1', '2', '3', '8', '65536', '999999999999999', '9'.repeat(40), '-1', 'None'), {
        maxLength: 5,
      }),
      fc.constant(Array<string>(70).fill('1')),
    ),
    fortran: fc.boolean(),
    version: fc.constantFrom(1, 2, 3),
  })
  .map(({ type, shape, fortran, version }) => npyBytes(npyHeader(type, shape.join(', '), fortran), someBytes, version))

describe(`${files} hostile files read in each way (seed ${seed})`, () => {
  it.each(kinds)('%s: a .npy file with damaged bytes', async (kind) => {
    const whole = npyBytes(npyHeader('<f4', '4, 6'), someBytes)
    const property = fc.asyncProperty(damages, async (all) => {
      expect(await read(kind, damaged(whole, all))).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it.each(kinds)('%s: a .npy file with a header that lies', async (kind) => {
    const property = fc.asyncProperty(headers, async (bytes) => {
      expect(await read(kind, bytes)).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it.each(kinds)('%s: a PNG of palette colours with damaged bytes', async (kind) => {
    const whole = await sharp(someBytes, { raw: { width: 8, height: 4, channels: 3 } })
      .png({ palette: true })
      .toBuffer()
    const property = fc.asyncProperty(damages, async (all) => {
      expect(await read(kind, damaged(whole, all))).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })
})

describe('a .npy file', () => {
  it('whose header asks for a terabyte is refused before it takes 16 MiB', async () => {
    const before = process.resourceUsage().maxRSS
    expect(await read('saliency', npyBytes(npyHeader('<f4', '1000000, 1000000'), someBytes))).toBe('MAP_UNREADABLE')
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(16 * 1024)
  })

  it.each([
    [4096, 'fine'],
    [65_535, 'USAGE_REGIONS'],
  ])('of %i masks of 4 x 4 pixels', async (masks, expected) => {
    const bytes = npyBytes(npyHeader('|u1', `${masks}, 4, 4`), new Uint8Array(masks * 16).fill(1))
    expect(await read('regions', bytes)).toBe(expected)
  })
})
