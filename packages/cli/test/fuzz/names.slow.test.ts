import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPictureList, TelltaleError } from '@telltale/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { damaged, damages } from '../../../core/test/fuzz/damage.ts'
import { outcomeOf, seed } from '../../../core/test/fuzz/outcome.ts'
import { folderOfJob } from '../../src/batch/job-folder.ts'
import { findPictures } from '../../src/explaining/find-pictures.ts'
import { folderOfPictures, tinyFlags } from '../batch/tiny-batch.ts'
import { runCli, temporaryFolder } from '../run-cli.ts'

const files = 500

const hostileNames: readonly string[] = [
  ...['', '.', '..', '../x', '../../etc/passwd', '/etc/passwd', 'a/../../x', 'a\0b.png', '\0', 'x'.repeat(300), '🐈'.repeat(200)],
  ...[
    'CON',
    'nul.png',
    '-rf',
    '~',
    '$(x)',
    'a\nb.png',
    '\u001b[2J',
    '\ud800',
    '.png',
    '...',
    'a\\..\\b',
    '*',
    '[',
    'C:\\x',
    '__proto__',
  ],
  ...['http://x/..%2f..%2fy.png', 'http://x/%00', 'http://x/%', 'http://x/', 'https://x/a?b=../../c#/../d', 'http://'],
]
const anyName = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary', maxLength: 300 }))

describe(`${files} hostile names (seed ${seed})`, () => {
  it('give folders that are one step below the run, of a length that file systems take', () => {
    const property = fc.property(anyName, (picture) => {
      const folder = folderOfJob({ picture, sha256: 'a'.repeat(64) })
      expect(folder).toMatch(/^[^/\0]*~a{12}$/)
      expect(Buffer.byteLength(folder)).toBeLessThan(240)
    })
    fc.assert(property, { seed, numRuns: files })
  })

  it('as arguments are found, or refused with a code', async () => {
    const folder = temporaryFolder()
    const property = fc.asyncProperty(anyName, async (name) => {
      const outcome = await outcomeOf(async () => {
        const { failures } = await findPictures([join('nowhere', name)], folder)
        expect(failures.every(({ error }) => error instanceof TelltaleError)).toBe(true)
      })
      expect(outcome).toBe('fine')
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it('lists of pictures are read, or refused with a code', async () => {
    const whole = Buffer.from('\uFEFFpicture,class\n"a, b.png",tabby cat\nc.png,1\n\n../d.png,\n')
    const property = fc.asyncProperty(damages, async (all) => {
      const text = Buffer.from(damaged(whole, all)).toString('utf8')
      expect(await outcomeOf(() => readPictureList(text, 'list.csv'))).toMatch(/^(fine|USAGE_PARAMETER)$/)
    })
    await fc.assert(property, { seed, numRuns: files })
  })
})

describe('a list of hostile names', () => {
  it('fails picture by picture, and nothing is written outside the folder of results', async () => {
    const around = await folderOfPictures(1)
    const folder = join(around, 'inside')
    mkdirSync(folder)
    const picture = join(around, 'pictures', '000.png')
    for (const name of ['...png', '-rf.png', '=1+1.png', `${'x'.repeat(240)}.png`]) copyFileSync(picture, join(folder, name))
    const names = [...readdirSync(folder), '../pictures/000.png', ...hostileNames].filter((name) => name !== '')
    const quoted = names.map((name) => `"${name}"`)
    writeFileSync(join(folder, 'list.csv'), `picture\n${quoted.join('\n')}\n`)
    const filesOf = (): readonly string[] =>
      readdirSync(around, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('inside/telltale-out'))
    const before = filesOf()

    const flags = tinyFlags.map((flag) => (flag === 'model' ? '../model' : flag))
    const { exitCode, stderr } = await runCli(['explain', 'list.csv', ...flags, '--save', 'json', '--workers', '1'], folder)
    expect(stderr).not.toMatch(/INTERNAL|TypeError|fault in Telltale/)
    expect({ exitCode, files: filesOf() }).toEqual({ exitCode: 1, files: before })
  })
})
