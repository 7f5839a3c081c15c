import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPictures } from '../../src/explaining/find-pictures.ts'
import { linkTo } from '../../src/reporting/page/rows.js'
import { runCli } from '../run-cli.ts'
import { copyOfRun, done, explainTwo, failed, journalledRun, reportOf } from './tiny-run.ts'

let explained: string

beforeAll(async () => {
  explained = await explainTwo()
}, 180_000)

afterAll(() => rmSync(explained, { recursive: true, force: true }))

describe('the report of a run', () => {
  it('has a row with a thumbnail, an overlay and a document for each picture', async () => {
    const folder = copyOfRun(explained)
    const { rows, data, summary } = await reportOf(folder)
    expect(summary[0]).toBe('All 2 pictures were explained.')
    expect(rows).toMatchObject([
      { picture: 'pictures/000.png', label: 'tabby cat', error: '', state: 'whole', sprite: 0, place: 0 },
      { picture: 'pictures/001.png', label: 'tabby cat', sprite: 0, place: 1 },
    ])
    for (const row of rows) {
      expect(existsSync(join(folder, decodeURIComponent(linkTo(row, 'document'))))).toBe(true)
      expect(existsSync(join(folder, decodeURIComponent(linkTo(row, 'overlay'))))).toBe(true)
    }
    expect(existsSync(join(folder, data.sprites[0]!.file))).toBe(true)
  })

  it('is there when a batch has ended', () => {
    expect(existsSync(join(explained, 'telltale-out', 'report.html'))).toBe(true)
  })

  it('says how to do it again and with what', async () => {
    const { html } = await reportOf(copyOfRun(explained))
    expect(html).toContain('telltale explain &lt;pictures&gt; --method submodular --regions 8 --seed 1 --save json,overlay')
    expect(html).toMatch(/Model: tiny · softmax of \w+ · 16×8 pixels/)
  })

  it('is written by its own verb, which prints the summary', async () => {
    const folder = copyOfRun(explained)
    rmSync(join(folder, 'report.html'), { force: true })
    const { exitCode, stdout } = await runCli(['report', 'telltale-out'], join(folder, '..'))
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^All 2 pictures were explained\.\n[\s\S]*telltale-out\/report\.html\n$/)
    expect(existsSync(join(folder, 'report.html'))).toBe(true)
  })

  it('of another folder is refused', async () => {
    const { exitCode, stderr } = await runCli(['report', 'nowhere'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_PARAMETER: nowhere is no folder of a batch')
  })

  it('of a run without pictures says so', async () => {
    const { summary, rows, html } = await reportOf(journalledRun([]))
    expect(summary).toEqual(['No picture has been explained yet.'])
    expect(rows).toEqual([])
    expect(html).toContain('<p>No picture has been explained yet.</p>')
  })

  it('is the same, byte for byte, when it is written again', async () => {
    const folder = copyOfRun(explained)
    const { html } = await reportOf(folder)
    rmSync(join(folder, 'report-files'), { recursive: true, force: true })
    rmSync(join(folder, 'report.html'))
    expect((await reportOf(folder)).html).toBe(html)
  })

  it('of an equal run differs in nothing but times', async () => {
    const [one, other] = [copyOfRun(explained), copyOfRun(explained)]
    const journal = readFileSync(join(other, 'journal.jsonl'), 'utf8')
    writeFileSync(join(other, 'journal.jsonl'), journal.replaceAll(/illiseconds":[\d.]+/g, 'illiseconds":98765.4'))
    const timeless = ({ html }: { html: string }) =>
      html.replace(/"milliseconds":\[[^\]]*\]/, '').replace(/ forwards and [^<]* of computing[^<]*/, '')
    const [first, second] = [await reportOf(one), await reportOf(other)]
    expect(second.html).not.toBe(first.html)
    expect(timeless(second)).toBe(timeless(first))
  })

  it('leaves its sprites to nobody who looks for pictures', async () => {
    const folder = copyOfRun(explained)
    await reportOf(folder)
    const { pictures } = await findPictures(['.'], join(folder, '..'))
    expect(pictures.map(({ name }) => name)).toEqual(['pictures/000.png', 'pictures/001.png'])
  })
})

describe('what is not as it should be is counted and named', () => {
  it('pictures that failed, each with its reason', async () => {
    const lines = [
      failed('a.png', 'PICTURE_UNREADABLE'),
      failed('b.png', 'MODEL_TIMED_OUT'),
      failed('c.png', 'PICTURE_UNREADABLE'),
    ]
    const { summary, rows, data } = await reportOf(journalledRun(lines))
    expect(summary[0]).toBe(
      '0 of 3 pictures were explained; 3 failed: 2 could not be read (PICTURE_UNREADABLE), 1 took too long (MODEL_TIMED_OUT).',
    )
    expect(rows.map(({ picture, error }) => [picture, error])).toEqual([
      ['a.png', 'PICTURE_UNREADABLE'],
      ['b.png', 'MODEL_TIMED_OUT'],
      ['c.png', 'PICTURE_UNREADABLE'],
    ])
    expect(data.failures['a.png']).toBe('it is damaged')
  })

  it('documents that are missing', async () => {
    const { care, rows } = await reportOf(journalledRun([done('a.png'), done('b.png')]))
    expect(care).toEqual(['2 documents are not in this folder any more: a.png~0/submodular.1.json, b.png~0/submodular.1.json.'])
    expect(rows.map(({ state, document }) => [state, document])).toEqual([
      ['missing', ''],
      ['missing', ''],
    ])
  })

  it('documents that are damaged, for as long as they are', async () => {
    const folder = copyOfRun(explained)
    const { rows } = await reportOf(folder)
    const path = decodeURIComponent(linkTo(rows[1]!, 'document')).slice(2)
    const whole = readFileSync(join(folder, path))
    writeFileSync(join(folder, path), whole.subarray(0, 100))
    for (let times = 0; times < 2; times++) {
      const { care, rows } = await reportOf(folder)
      expect(care).toContain(`1 document is damaged and cannot be read: ${path}.`)
      expect(rows.map(({ state, sprite }) => [state, sprite])).toEqual([
        ['whole', 0],
        ['damaged', null],
      ])
    }
    writeFileSync(join(folder, path), whole)
    expect((await reportOf(folder)).care).not.toContain(`1 document is damaged and cannot be read: ${path}.`)
  })

  it('pictures that have changed or gone since', async () => {
    const folder = copyOfRun(explained)
    rmSync(join(folder, 'report-files'), { recursive: true })
    rmSync(join(folder, '..', 'pictures', '000.png'))
    writeFileSync(join(folder, '..', 'pictures', '001.png'), 'another')
    const { care, rows } = await reportOf(folder)
    expect(care).toContain('2 thumbnails could not be drawn: the picture is not where it was, or has changed.')
    expect(rows.map(({ sprite, overlay }) => [sprite, overlay])).toEqual([
      [null, 'overlay.png'],
      [null, 'overlay.png'],
    ])
  })
})

describe('thumbnails', () => {
  const spritesIn = (folder: string) =>
    readdirSync(join(folder, 'report-files')).map((name) => join(folder, 'report-files', name))

  it('are used again as long as nothing is newer', async () => {
    const folder = copyOfRun(explained)
    await reportOf(folder)
    const [sprite] = spritesIn(folder)
    const long = new Date(Date.now() + 60_000)
    utimesSync(sprite!, long, long)
    await reportOf(folder)
    // File systems count in nanoseconds, which no number of milliseconds meets exactly.
    expect(statSync(sprite!).mtimeMs).toBeCloseTo(long.getTime(), 1)
  })

  it('are drawn again where a document is newer', async () => {
    const folder = copyOfRun(explained)
    await reportOf(folder)
    const [sprite] = spritesIn(folder)
    utimesSync(sprite!, new Date(0), new Date(0))
    await reportOf(folder)
    expect(statSync(sprite!).mtimeMs).toBeGreaterThan(0)
  })

  it('outlive the pictures they were drawn from', async () => {
    const folder = copyOfRun(explained)
    await reportOf(folder)
    const [sprite] = spritesIn(folder)
    utimesSync(sprite!, new Date(0), new Date(0))
    rmSync(join(folder, '..', 'pictures'), { recursive: true })
    const { rows, care } = await reportOf(folder)
    expect(spritesIn(folder)).toEqual([sprite])
    expect(rows.map(({ place }) => place)).toEqual([0, 1])
    expect(care.join()).not.toContain('could not be drawn')
  })

  it('of documents that are gone are removed', async () => {
    const folder = copyOfRun(explained)
    await reportOf(folder)
    const before = spritesIn(folder)
    rmSync(join(folder, 'journal.jsonl'))
    writeFileSync(join(folder, 'journal.jsonl'), '')
    await reportOf(folder)
    expect(before).toHaveLength(1)
    expect(spritesIn(folder)).toEqual([])
  })
})

describe('what strangers named', () => {
  const names = [
    '</script><script>alert(1)</script>',
    '<img src=x onerror=alert(1)>.png',
    `"quoted" & 'all' #1 ?%.png`,
    'two\nlines\u2028three.png',
    `${'n'.repeat(300)}.png`,
    'javascript:alert(1)',
    '../../outside.png',
    'half \ud800 a character.png',
  ]

  it('never becomes markup, a script or a link to elsewhere', async () => {
    const lines = names.map((name) => done(name, { label: name, truthLabel: name, flip: name, warnings: '<b>' }))
    const { html, rows } = await reportOf(journalledRun([...lines, failed(`${names[0]}2`, 'INTERNAL', names[0])]))
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script/g)).toHaveLength(2)
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<b>')
    expect(rows.map(({ picture }) => picture).sort()).toEqual(
      [...names.slice(0, -1), 'half \ufffd a character.png', `${names[0]}2`].sort(),
    )
    for (const row of rows.filter(({ error }) => error === '')) {
      const { protocol, pathname } = new URL(linkTo({ ...row, document: 'a.json' }, 'document'), 'file:///run/report.html')
      expect(protocol).toBe('file:')
      expect(pathname).toMatch(/^\/run\/[^/]*\/a\.json$/)
    }
  })

  it('is all that the page may show: it loads no other program, no style and nothing from a network', async () => {
    const { html } = await reportOf(journalledRun([]))
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!
    const script = /<script>([\s\S]*)<\/script>/.exec(html)![1]!
    const style = /<style>([\s\S]*)<\/style>/.exec(html)![1]!
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "img-src 'self' file:",
      `style-src ${hash(style)}`,
      `script-src ${hash(script)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(html).not.toMatch(/ (style|on[a-z]+)="/)
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/)
  })
})
