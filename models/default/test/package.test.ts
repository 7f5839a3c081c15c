import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { defaultModel } from '../src/index.ts'

interface Sample {
  readonly file: string
  readonly sha256: string
  readonly author: string
  readonly licence: string
  readonly licenceEvidence: string
  readonly trueClass: number | null
  readonly top5: readonly { readonly class: number; readonly label: string }[]
}

const folder = new URL('../samples/', import.meta.url)
const config: { readonly id2label: Readonly<Record<string, string>>; readonly label2id: Readonly<Record<string, number>> } =
  JSON.parse(await readFile(defaultModel.config, 'utf8'))
const samples: readonly Sample[] = JSON.parse(await readFile(new URL('samples.json', folder), 'utf8'))
const labels = Object.values(config.id2label)

const hashOf = async (file: URL): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')

describe('the class names', () => {
  test('are a thousand, numbered from 0', () => {
    expect(Object.keys(config.id2label)).toEqual(Array.from({ length: 1000 }, (_, i) => String(i)))
  })

  test('are unique, also when cut at the first comma', () => {
    expect(new Set(labels.map((label) => label.split(',')[0])).size).toBe(1000)
  })

  test('lead back to their numbers', () => {
    expect(labels.map((label) => config.label2id[label])).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  })
})

describe('the model file', () => {
  test('is the one its page describes', async () => {
    expect(await hashOf(defaultModel.model)).toBe('9bf68c511a9f2ef28f0cae024abe5b05c10e4ca525a038974682ce9ae6222c79')
  })
})

describe('the sample pictures', () => {
  test('are all listed', async () => {
    const pictures = (await readdir(folder)).filter((name) => name.endsWith('.jpg'))
    expect(samples.map(({ file }) => file).sort()).toEqual(pictures.sort())
  })

  test.each(samples.map((sample) => [sample.file, sample] as const))(
    '%s is as listed, and may be shipped',
    async (file, sample) => {
      expect(await hashOf(new URL(file, folder))).toBe(sample.sha256)
      expect(sample.licence).toMatch(/public domain|CC0/)
      expect(sample.licenceEvidence).not.toBe('')
      expect(sample.author).not.toBe('')
    },
  )

  test('name classes as the model does', () => {
    for (const { top5 } of samples) {
      for (const known of top5) expect(config.id2label[known.class]?.split(',')[0]).toBe(known.label.split(',')[0])
    }
  })
})
