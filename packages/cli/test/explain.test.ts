import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Explanation, readExplanation } from '@telltale/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Outcome, runCli, temporaryFolder } from './run-cli.ts'
import { writePicture, writeTinyModel } from './tiny-model-folder.ts'

let folder: string

beforeEach(async () => {
  folder = temporaryFolder()
  writeTinyModel(folder)
  await writePicture(folder, 'a.png', 255)
})

/** Explains with the tiny model, whose eight regions are easy to tell on a black baseline. */
function explain(...argv: readonly string[]): Promise<Outcome> {
  return runCli(['explain', '--model', 'model', '--baseline', 'black', '--regions', '8', ...argv], folder)
}

function documentsOf(stdout: string): readonly Explanation[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Explanation)
}

describe('explain', () => {
  it('prints class, answer, figures and the file to open, and what it takes on stderr', async () => {
    const { exitCode, stdout, stderr } = await explain('a.png')
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/^a\.png: about \d+ forwards, about \d+ s\n$/)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('tabby cat 100 %')
    expect(lines.at(-3)).toMatch(
      /^insertion [\d.]+ {2}deletion [\d.]+ {3}\(random order [\d.]+ \/ [\d.]+\) {3}\d+ forwards, [\d.]+ s \(.+ kernels, .+\)$/,
    )
    expect(lines.at(-2)).toMatch(/^telltale-out\/a~[0-9a-f]{12}\/overlay\.png$/)
    expect(lines.at(-1)).toBe('')
  })

  it('saves the overlay and the document by content', async () => {
    await explain('a.png')
    const [name = ''] = readdirSync(join(folder, 'telltale-out'))
    const place = join(folder, 'telltale-out', name)
    expect(readdirSync(place).sort()).toEqual(['overlay.png', 'submodular.0.json'])
    const document = readExplanation(readFileSync(join(place, 'submodular.0.json'), 'utf8'))
    expect(name).toBe(`a~${document.body.picture.sha256.file.slice(0, 12)}`)
    expect(readFileSync(join(place, 'overlay.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  it('saves the map as NumPy reads it', async () => {
    const { exitCode, stdout } = await explain('a.png', '--save', 'npy', '--out', 'maps')
    expect(exitCode).toBe(0)
    const file = readFileSync(join(folder, stdout.trimEnd().split('\n').at(-1)!))
    expect(file.subarray(1, 6).toString()).toBe('NUMPY')
    expect(file.toString('latin1')).toContain("'shape': (8, 16)")
    expect(file.byteLength).toBe(128 + 4 * 8 * 16)
  })

  it('--save none writes nothing', async () => {
    const { exitCode } = await explain('a.png', '--save', 'none')
    expect(exitCode).toBe(0)
    expect(existsSync(join(folder, 'telltale-out'))).toBe(false)
  })

  it('--json prints the document only, one line a picture', async () => {
    await writePicture(folder, 'b.png', 254)
    const { exitCode, stdout } = await explain('*.png', '--json', '--save', 'none', '--workers', '1')
    expect(exitCode).toBe(0)
    expect(documentsOf(stdout).map(({ body }) => body.picture.name)).toEqual(['a.png', 'b.png'])
  }, 30_000)

  it('explains the class it is told', async () => {
    const { stdout } = await explain('a.png', '--target', 'tiger cat', '--json', '--save', 'none')
    expect(documentsOf(stdout)[0]?.body.target).toMatchObject({ class: 1, label: 'tiger cat', why: 'given' })
  })

  it('hands every flag to the run', async () => {
    const flags = [
      '--seed',
      '7',
      '--backend',
      'reference',
      '--budget',
      '60',
      '--memory',
      '64',
      '--threads',
      '1',
      '--threshold',
      '0.9',
    ]
    const { stdout } = await explain('a.png', ...flags, '--json', '--save', 'none')
    const [document] = documentsOf(stdout)
    expect(document?.body).toMatchObject({
      seed: 7,
      backend: expect.stringContaining('reference kernels'),
      threads: 1,
      baseline: { kind: 'black' },
      regions: { requested: 8 },
      answer: { rule: { threshold: 0.9 } },
    })
    expect(document?.run.forwards).toBeLessThanOrEqual(60)
  })

  it("hands on the method's own parameters", async () => {
    const flags = ['--search', 'phase-windows', '--window-share', '0.5', '--consistency', '20']
    const { stdout } = await explain('a.png', ...flags, '--json', '--save', 'none')
    expect(documentsOf(stdout)[0]?.body.method).toMatchObject({
      name: 'submodular',
      parameters: { search: 'phase-windows', windowShare: 0.5, consistency: 20, collaboration: 1 },
    })
  })

  it('takes a published setting, over which flags win', async () => {
    const { stdout } = await explain('a.png', '--profile', 'eagle', '--pending', '3', '--json', '--save', 'none')
    expect(documentsOf(stdout)[0]?.body).toMatchObject({
      method: { parameters: { search: 'stale-windows', window: 10, refresh: 5, pending: 3 } },
      regions: { requested: 8, connected: false },
    })
  })

  it('says how far an explanation may be trusted where checks were asked for', async () => {
    const { stdout } = await explain('a.png', '--check', 'optimum', '--save', 'none')
    expect(stdout).toMatch(/^For so few regions the best of all orders is known: /m)
  })

  it('divides the picture as it is told', async () => {
    const kindOf = async (...flags: readonly string[]) => {
      const { stdout } = await explain('a.png', ...flags, '--json', '--save', 'none')
      const { kind, requested, count, connected } = documentsOf(stdout)[0]!.body.regions
      return { kind, requested, count, connected }
    }
    expect(await kindOf('--region-kind', 'grid')).toEqual({ kind: 'grid', requested: 8, count: 8, connected: false })
    expect(await kindOf('--no-connectivity')).toMatchObject({ kind: 'slico', connected: false })
    expect(await kindOf('--region-kind', 'seeds')).toMatchObject({ kind: 'seeds', connected: true })
    expect(await kindOf('--patch-side', '4', '--patch-cells', '2')).toMatchObject({ kind: 'map', count: 8 })
  })

  it('runs on the portable runtime as well, with the same answer', async () => {
    const [native, portable] = [
      await explain('a.png', '--json', '--save', 'none'),
      await explain('a.png', '--json', '--save', 'none', '--runtime', 'onnxruntime-web'),
    ]
    const [document] = documentsOf(portable.stdout)
    expect(document?.run.runtime).toMatch(/^onnxruntime-web/)
    expect(document?.body.answer?.regions).toEqual(documentsOf(native.stdout)[0]?.body.answer?.regions)
  })

  it('gives the same body twice', async () => {
    const [first, second] = [
      await explain('a.png', '--json', '--save', 'none'),
      await explain('a.png', '--json', '--save', 'none'),
    ]
    expect(documentsOf(second.stdout)[0]?.body).toEqual(documentsOf(first.stdout)[0]?.body)
  })
})

describe('warnings', () => {
  it('name the picture they are about', async () => {
    // On a white baseline this white picture looks the same whatever is hidden.
    const { stderr } = await runCli(
      ['explain', '--model', 'model', '--baseline', 'white', '--regions', '8', '--save', 'none', 'a.png'],
      folder,
    )
    expect(stderr).toMatch(/^a\.png: warning SCORE_CONSTANT: /m)
  })

  it('name the methods they are about, where not all say it', async () => {
    const argv = ['explain', '--model', 'model', '--baseline', 'black', '--regions', '8', '--save', 'none', 'a.png']
    const { stderr } = await runCli([...argv, '--method', 'occlusion,rise', '--samples', '2'], folder)
    expect(stderr).toMatch(/^a\.png \(rise\): warning SAMPLES_FEW: /m)
  })
})

describe('when pictures fail', () => {
  it('names them on stderr, explains the others and ends with 1', async () => {
    writeFileSync(join(folder, 'broken.png'), 'no picture')
    const { exitCode, stdout, stderr } = await explain('broken.png', 'missing.png', 'a.png')
    expect(exitCode).toBe(1)
    expect(stdout.split('\n')[0]).toBe('1 picture explained, 2 failed')
    expect(stderr).toMatch(/^broken\.png: PICTURE_\w+: .+\n {2}fix: .+$/m)
    expect(stderr).toMatch(/^missing\.png: PICTURE_UNREADABLE: .+\n {2}fix: .+$/m)
  }, 30_000)

  it('ends with 1 when none is left', async () => {
    const { exitCode, stdout } = await explain('missing.png')
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  })
})

describe('wrong usage ends with 2', () => {
  it.each([
    ['a class that does not exist', ['--target', 'dog'], 'USAGE_CLASS_UNKNOWN'],
    ['an index beyond the classes', ['--target', '2'], 'USAGE_CLASS_UNKNOWN'],
    ['a name that several classes share', ['--target', 'cat'], 'USAGE_CLASS_AMBIGUOUS'],
    ['more regions than pixels', ['--regions', '129'], 'USAGE_REGIONS'],
    ['a method that does not exist', ['--method', 'tea-leaves'], 'USAGE_UNKNOWN_METHOD'],
  ])('%s', async (_, flags, code) => {
    const { exitCode, stdout, stderr } = await explain('a.png', 'a.png', ...flags)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(code)
    expect(stderr.match(/fix:/g)).toHaveLength(1)
  })
})

describe('when nothing can start it ends with 3', () => {
  async function expectNoStart(outcome: Promise<Outcome>, code: string): Promise<void> {
    const { exitCode, stdout, stderr } = await outcome
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toContain(code)
  }

  it('a model that is missing', () => expectNoStart(explain('a.png', '--model', 'nothing.onnx'), 'MODEL_UNREADABLE'))

  it('a folder without a model', async () => {
    mkdirSync(join(folder, 'empty'))
    await expectNoStart(explain('a.png', '--model', 'empty'), 'MODEL_UNREADABLE')
  })

  it('a model that is text', async () => {
    writeFileSync(join(folder, 'text.onnx'), 'I am no model')
    await expectNoStart(explain('a.png', '--model', 'text.onnx'), 'MODEL_UNREADABLE')
  })

  it('a file in place of the folder for results', async () => {
    writeFileSync(join(folder, 'taken'), '')
    await expectNoStart(explain('a.png', '--out', 'taken'), 'RUN_DISK')
  })

  it('a folder in place of a result, and leaves nothing half-written', async () => {
    const { stdout } = await explain('a.png', '--save', 'json')
    const path = join(folder, stdout.trimEnd().split('\n').at(-1)!)
    const blocked = path.replace('telltale-out', 'blocked')
    mkdirSync(join(blocked, 'inside'), { recursive: true })
    await expectNoStart(explain('a.png', '--save', 'json', '--out', 'blocked'), 'RUN_DISK')
    expect(readdirSync(join(blocked, '..'))).toEqual(['submodular.0.json'])
  })
})

describe('Ctrl-C', () => {
  it('ends with 130 and writes nothing', async () => {
    const argv = ['explain', 'a.png', '--model', 'model']
    const { exitCode, stdout } = await runCli(argv, folder, AbortSignal.abort())
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' })
    expect(readdirSync(join(folder, 'telltale-out'))).toEqual([])
  })
})
