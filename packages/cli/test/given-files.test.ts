import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Explanation, encodeNpy, encodePng, readExplanation } from '@telltale/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { runCli, temporaryFolder } from './run-cli.ts'
import { writePicture, writeTinyModel } from './tiny-model-folder.ts'

const [width, height] = [16, 8]
let folder: string

beforeEach(async () => {
  folder = temporaryFolder()
  writeTinyModel(folder)
  await writePicture(folder, 'a.png')
})

/** A map of the frame's size whose values rise from left to right. */
function writeRisingMap(name: string): void {
  const values = Float32Array.from({ length: width * height }, (_, i) => i % width)
  writeFileSync(join(folder, name), encodeNpy(values, [height, width]))
}

/** A mask of the frame's size: white where `isInside` says so. */
async function writeMask(name: string, isInside: (x: number, y: number) => boolean): Promise<void> {
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return isInside(pixel % width, Math.floor(pixel / width)) ? 255 : 0
  })
  writeFileSync(join(folder, name), await encodePng({ width, height, rgb }))
}

async function bodyOf(...argv: readonly string[]): Promise<Explanation['body']> {
  const flags = ['--model', 'model', '--baseline', 'black', '--json', '--save', 'none']
  const { stdout, stderr } = await runCli(['explain', 'a.png', ...flags, ...argv], folder)
  if (stdout === '') throw new Error(stderr)
  return readExplanation(stdout).body
}

describe('a map from elsewhere', () => {
  it('is explained in place of a search', async () => {
    writeRisingMap('rising.npy')
    const body = await bodyOf('--map', 'rising.npy', '--regions', '8')
    expect(body.method).toMatchObject({ name: 'given' })
    expect(body.attribution.kind).toBe('map')
    expect(body.answer?.prefix.sufficient).toBeGreaterThan(0)
  })

  it('replaces no file of the search', async () => {
    writeRisingMap('rising.npy')
    const flags = ['--model', 'model', '--baseline', 'black', '--regions', '8', '--save', 'overlay,npy,json']
    await runCli(['explain', 'a.png', ...flags], folder)
    await runCli(['explain', 'a.png', ...flags, '--map', 'rising.npy'], folder)
    const [picture = ''] = readdirSync(join(folder, 'telltale-out'))
    expect(readdirSync(join(folder, 'telltale-out', picture)).sort()).toEqual([
      'given.0.json',
      'map.given.npy',
      'map.npy',
      'overlay.given.png',
      'overlay.png',
      'submodular.0.json',
    ])
  })

  it('puts cells together as patches', async () => {
    writeRisingMap('rising.npy')
    const body = await bodyOf('--prior', 'rising.npy', '--patch-side', '4', '--patch-cells', '4')
    expect(body.regions).toMatchObject({ kind: 'map', count: 4 })
    // The right-most column of cells is ranked first and is the first region.
    expect(body.regions.runs.slice(0, 8)).toEqual([3, 4, 2, 4, 1, 4, 0, 4])
  })

  it('that is missing is named', async () => {
    await expect(bodyOf('--map', 'missing.npy')).rejects.toThrow(/PICTURE_UNREADABLE: .*missing\.npy/)
  })
})

describe('regions from elsewhere', () => {
  it('are masks, and what none of them covers', async () => {
    await writeMask('left.png', (x) => x < 4)
    await writeMask('right.png', (x) => x >= 12)
    const body = await bodyOf('--region-masks', 'left.png', 'right.png')
    expect(body.regions).toMatchObject({ kind: 'file', count: 3 })
    expect(body.regions.runs.slice(0, 6)).toEqual([0, 4, 2, 8, 1, 4])
  })

  it('are labels', async () => {
    const labels = Float32Array.from({ length: width * height }, (_, i) => Math.floor((i % width) / 2))
    writeFileSync(join(folder, 'labels.npy'), encodeNpy(labels, [height, width]))
    const body = await bodyOf('--region-masks', 'labels.npy')
    expect(body.regions).toMatchObject({ kind: 'file', count: 8 })
  })

  it('of another size than picture and frame are refused', async () => {
    writeFileSync(join(folder, 'small.npy'), encodeNpy(new Float32Array(4), [2, 2]))
    await expect(bodyOf('--region-masks', 'small.npy')).rejects.toThrow(/USAGE_REGIONS: small\.npy has 2x2 pixels/)
  })
})
