import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Explanation, encodeNpy, hashBody, readExplanation } from '@telltale/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Outcome, runCli } from './run-cli.ts'
import { tinyFolder, writePicture } from './tiny-model-folder.ts'

let folder: string
let document: string

beforeEach(async () => {
  folder = await tinyFolder()
})

/** Explains a.png with the tiny model in eight regions and keeps the path of the document. */
function explain(...argv: readonly string[]): Promise<void> {
  return explainOnly('--regions', '8', ...argv)
}

async function explainOnly(...argv: readonly string[]): Promise<void> {
  const flags = ['--model', 'model', '--baseline', 'black', '--threads', '1', '--save', 'json', ...argv]
  const { stdout } = await runCli(['explain', 'a.png', ...flags], folder)
  document = stdout.trimEnd().split('\n').at(-1)!
}

function replay(...argv: readonly string[]): Promise<Outcome> {
  return runCli(['explain', '--replay', document, ...argv], folder)
}

/** Writes the document anew with something else in it. */
function change(edit: (document: Explanation) => void): void {
  const changed = readExplanation(readFileSync(join(folder, document), 'utf8'))
  edit(changed)
  writeFileSync(join(folder, document), JSON.stringify(changed))
}

describe('replay', () => {
  it('finds picture and model by the document, and the same bits', async () => {
    await explain()
    const { body, run } = readExplanation(readFileSync(join(folder, document), 'utf8'))
    expect(run.files).toEqual({ picture: '../../a.png', model: '../../model' })
    const { exitCode, stdout } = await replay()
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `Same bits: ${await hashBody(body)}\n` })
  })

  it.each([
    ['another class', ['--target', 'tiger cat']],
    ['a comparison', ['--target', '1', '--against', '0']],
    ['the truth', ['--truth', '1', '--target', 'truth']],
    ['a search with parameters', ['--search', 'bidirectional', '--pending', '2', '--consistency', '20']],
    ['a budget, a seed and a threshold', ['--budget', '40', '--seed', '7', '--threshold', '0.9']],
    ['checks', ['--check', 'second,seed,optimum,bound,spot']],
    ['a profile', ['--profile', 'reference']],
    ['regions of another kind', ['--region-kind', 'patches', '--regions', '4']],
    ['the reference kernels', ['--backend', 'reference']],
    ['a model without features', ['--features', 'none']],
  ])('repeats %s', async (_, flags) => {
    await explain(...flags)
    const { exitCode, stdout } = await replay()
    expect(stdout).toMatch(/^Same bits: [0-9a-f]{64}\n$/)
    expect(exitCode).toBe(0)
  })

  it.each([
    ['a map from elsewhere', ['--map', 'columns.npy']],
    ['regions from elsewhere', ['--region-masks', 'columns.npy']],
    ['patches along a prior', ['--region-kind', 'patches', '--prior', 'columns.npy']],
  ])('repeats %s without its file', async (_, flags) => {
    const columns = Float32Array.from({ length: 16 * 8 }, (_, i) => Math.floor((i % 16) / 2))
    writeFileSync(join(folder, 'columns.npy'), encodeNpy(columns, [8, 16]))
    await explainOnly(...flags)
    rmSync(join(folder, 'columns.npy'))
    expect((await replay()).stdout).toMatch(/^Same bits: [0-9a-f]{64}\n$/)
  })

  it('writes nothing', async () => {
    await explain()
    const before = readdirSync(join(folder, document, '..'))
    await replay()
    expect(readdirSync(join(folder, document, '..'))).toEqual(before)
  })

  it('says as JSON what it found', async () => {
    await explain()
    change(({ body }) => {
      body.answer!.kept = 0.5
    })
    const { exitCode, stdout } = await replay('--json')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ same: false, differences: ['answer.kept'] })
  })
})

describe('what differs is said', () => {
  it('of results', async () => {
    await explain()
    const { answer } = readExplanation(readFileSync(join(folder, document), 'utf8')).body
    change(({ body }) => {
      body.answer!.kept = 0.5
    })
    const { exitCode, stdout } = await replay()
    expect(exitCode).toBe(1)
    expect(stdout).toBe(`${document} does not repeat:\n  answer: answer.kept 0.5 then, ${answer?.kept} now\n`)
  })

  it('of the picture, before all that follows from it', async () => {
    await explain()
    await writePicture(folder, 'b.png', 128)
    const { exitCode, stdout } = await replay('b.png')
    expect(exitCode).toBe(1)
    expect(stdout.split('\n')[1]).toBe('  picture: other pixels (b.png)')
    expect(stdout.split('\n')[2]).not.toMatch(/^ {2}picture: /)
  })

  it('of a picture file with the same pixels', async () => {
    await explain()
    change(({ body }) => {
      body.picture.sha256.file = '0'.repeat(64)
    })
    expect((await replay()).stdout).toContain('  picture: another file with the same pixels\n')
  })

  it('of model, method, version, backend and threads', async () => {
    await explain()
    change(({ body, run }) => {
      body.model.sha256 = '0'.repeat(64)
      body.model.opset = 7
      body.method.version = 99
      body.threads = 2
      run.telltale = '0.0.1'
    })
    const { stdout } = await replay('--threads', '1', '--backend', 'reference')
    expect(stdout).toMatch(/^ {2}model: another file \(tiny then, tiny now\)$/m)
    expect(stdout).toMatch(/^ {2}model: other opset$/m)
    expect(stdout).toMatch(/^ {2}method: version 99 then, \d+ now$/m)
    expect(stdout).toMatch(/^ {2}telltale: version 0\.0\.1 then, [\d.]+ now$/m)
    expect(stdout).toMatch(/^ {2}backend: wasm-simd kernels, .* then, reference kernels, .* now$/m)
    expect(stdout).toMatch(/^ {2}threads: 2 then, 1 now$/m)
  })
})

describe('what is missing is named', () => {
  it('a picture that has gone, and where it was looked for', async () => {
    await explain()
    rmSync(join(folder, 'a.png'))
    const { exitCode, stdout, stderr } = await replay()
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toBe(
      `PICTURE_UNREADABLE: The picture of ${document} is not where the document says, at ${join(folder, 'a.png')}.\n` +
        `  fix: Put it back, or name it: telltale explain <picture> --replay ${document}\n`,
    )
  })

  it('a picture that has moved can be named', async () => {
    await explain()
    mkdirSync(join(folder, 'moved'))
    renameSync(join(folder, 'a.png'), join(folder, 'moved', 'b.png'))
    const { stdout } = await replay('moved/b.png')
    expect(stdout).toMatch(/^Same bits: /)
  })

  it('a model that has moved can be named', async () => {
    await explain()
    renameSync(join(folder, 'model'), join(folder, 'elsewhere'))
    expect((await replay()).stderr).toContain('MODEL_UNREADABLE')
    expect((await replay('--model', 'elsewhere')).stdout).toMatch(/^Same bits: /)
  })

  it('a document that does not say where its picture lies', async () => {
    await explain()
    change(({ run }) => {
      delete run.files
    })
    const { exitCode, stderr } = await replay()
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`USAGE_FLAG: ${document} does not say where its picture lies.`)
  })

  it.each([
    ['a file that is no document', () => writeFileSync(join(folder, document), '{"schema":"telltale/1"}'), 'DOCUMENT_INVALID'],
    ['a file that is missing', () => rmSync(join(folder, document)), 'DOCUMENT_INVALID'],
    ['a document of another time', () => writeFileSync(join(folder, document), '{"schema":"telltale/9"}'), 'DOCUMENT_VERSION'],
  ])('%s', async (_, spoil, code) => {
    await explain()
    spoil()
    const { exitCode, stdout, stderr } = await replay()
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toContain(`${code}: `)
  })

  it('which of several pictures', async () => {
    await explain()
    const { exitCode, stderr } = await replay('a.png', 'a.png')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_FLAG: A document is about one picture, and several are named.')
  })
})
