import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { encodeNpy, encodePng } from '@telltale/core'
import { parquetReadObjects } from 'hyparquet'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../src/run.ts'
import { collect, type Outcome, runCli } from './run-cli.ts'
import { explainTiny, tinyFolder, writePicture } from './tiny-model-folder.ts'

let folder: string

beforeEach(async () => {
  folder = await tinyFolder()
})

const evaluate = (...argv: readonly string[]): Promise<Outcome> => runCli(['evaluate', ...argv], folder)
const explainOne = (...argv: readonly string[]) => explainTiny(folder, '--method', 'leave-one-out', '--save', 'json', ...argv)

/** Column by column what a line of the table says of a metric. */
function rowOf(stdout: string, metric: string): readonly string[] | undefined {
  return stdout
    .split('\n')
    .find((line) => line.startsWith(`${metric} `))
    ?.split(/ +/)
}

/** A map of the tiny picture, 16 x 8 pixels in eight cells, each with the number that the model adds for it. */
const amounts = [5, 20, 10, 30, 2, 15, 8, 9]
const trueMap = Float32Array.from({ length: 128 }, (_, i) => amounts[4 * Math.floor(i / 64) + Math.floor((i % 16) / 4)]!)
const writeMap = (name: string, values: ArrayLike<number> = trueMap, shape = [8, 16]) =>
  writeFileSync(join(folder, name), encodeNpy(Float32Array.from(values), shape))
const ofMap = ['--model', 'model', '--picture', 'a.png', '--baseline', 'black', '--regions', '8']

describe('a document', () => {
  it('finds its picture and model, and stands beside a random map and a blob', async () => {
    await explainOne()
    const { exitCode, stdout, stderr } = await evaluate('telltale-out', '--metrics', 'deletion,insertion,sparseness')
    expect({ exitCode, stderr: stderr.includes('fix') }).toEqual({ exitCode: 0, stderr: false })
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('a.png: tabby cat 100 %, leave-one-out')
    expect(lines[1]).toMatch(/^metric +value +random +blob$/)
    const [, arrow, value, random, blob] = rowOf(stdout, 'deletion')!
    expect(arrow).toBe('↓')
    expect(Number(value)).toBeLessThan(Number(random))
    expect(Number(value)).toBeLessThan(Number(blob))
    expect(rowOf(stdout, 'insertion')![1]).toBe('↑')
    expect(lines.at(-2)).toBe('↑ more is better, ↓ less is better. Random and blob know nothing of the model.')
  })

  it('is measured by insertion and deletion unless told', async () => {
    await explainOne()
    const { stdout } = await evaluate('telltale-out')
    expect(
      stdout
        .split('\n')
        .slice(2, 4)
        .map((line) => line.split(' ')[0]),
    ).toEqual(['insertion', 'deletion'])
  })

  it('may be measured several times with other parameters, which are then told', async () => {
    await explainOne()
    const metrics = 'deletion:perRegion=false:steps=2,deletion:perRegion=false:steps=4,entropy'
    const { stdout } = await evaluate('telltale-out', '--metrics', metrics)
    expect(
      stdout
        .split('\n')
        .slice(2, 5)
        .map((line) => line.split(' ')[0]),
    ).toEqual(['deletion:steps=2', 'deletion:steps=4', 'entropy'])
  })

  it('can have a picture that has moved', async () => {
    await explainOne()
    mkdirSync(join(folder, 'moved'))
    renameSync(join(folder, 'a.png'), join(folder, 'moved', 'a.png'))
    const missing = await evaluate('telltale-out', '--metrics', 'entropy')
    expect(missing.exitCode).toBe(3)
    expect(missing.stderr).toContain('PICTURE_UNREADABLE')
    expect((await evaluate('telltale-out', '--metrics', 'entropy', '--picture', 'moved')).exitCode).toBe(0)
    expect((await evaluate('telltale-out', '--metrics', 'entropy', '--picture', 'moved/a.png')).exitCode).toBe(0)
  })

  it('about another picture than the one that is named is refused', async () => {
    await explainOne()
    await writePicture(folder, 'b.png', 200)
    const { exitCode, stderr } = await evaluate('telltale-out', '--picture', 'b.png')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_PARAMETER: The document is about other pixels ("a.png") than "b.png".')
  })

  it('gives numbers with all digits as JSON, and nothing else', async () => {
    await explainOne()
    const { stdout } = await evaluate('telltale-out', '--json', '--metrics', 'deletion:steps=4,entropy')
    const { schema, body } = JSON.parse(stdout)
    expect(schema).toBe('telltale-evaluation/1')
    expect(body.measurements[0]).toMatchObject({ metric: 'deletion', direction: 'lower', parameters: { steps: 4 } })
    expect(body.measurements[1].controls.blob.value).toEqual(expect.any(Number))
  })
})

describe('a map of any tool', () => {
  it('is measured for the class that the model says, or for another', async () => {
    writeMap('theirs.npy')
    const { exitCode, stdout } = await evaluate('theirs.npy', ...ofMap, '--metrics', 'deletion')
    expect(exitCode).toBe(0)
    expect(stdout.split('\n')[0]).toBe('a.png: tabby cat 100 %, theirs.npy')
    const other = await evaluate('theirs.npy', ...ofMap, '--metrics', 'deletion', '--target', 'tiger cat')
    expect(other.stdout.split('\n')[0]).toMatch(/^a\.png: tiger cat under 1 %/)
  })

  it('that tells the truth beats every other order', async () => {
    writeMap('theirs.npy')
    writeMap(
      'reversed.npy',
      trueMap.map((value) => -value),
    )
    const { stdout } = await evaluate('theirs.npy', 'reversed.npy', ...ofMap, '--metrics', 'deletion')
    const [best, worst] = stdout.split('\n').filter((line) => line.startsWith('deletion '))
    const numbers = (line: string | undefined) => line!.split(/ +/).slice(2).map(Number)
    expect(numbers(best)[0]).toBeLessThan(Math.min(...numbers(best).slice(1)))
    expect(numbers(worst)[0]).toBeGreaterThan(Math.max(...numbers(best)))
  })

  it('finds its picture beside it, by its name', async () => {
    writeMap('a.npy')
    const { exitCode, stdout } = await evaluate('a.npy', '--model', 'model', '--metrics', 'sparseness')
    expect({ exitCode, first: stdout.split('\n')[0] }).toEqual({ exitCode: 0, first: 'a.png: tabby cat 100 %, a.npy' })
    writeMap('lost.npy')
    expect((await evaluate('lost.npy', '--model', 'model')).stderr).toContain('PICTURE_UNREADABLE: There is no picture "lost"')
  })

  it('may be of big-endian or whole numbers, which mean the same', async () => {
    writeMap('theirs.npy')
    const bytes = new Uint8Array(8 * 128)
    const view = new DataView(bytes.buffer)
    for (const [at, value] of trueMap.entries()) view.setFloat64(8 * at, value)
    writeFileSync(join(folder, 'big.npy'), npyOf('>f8', bytes))
    writeFileSync(join(folder, 'whole.npy'), npyOf('<i2', new Uint8Array(Int16Array.from(trueMap).buffer)))
    const values: unknown[] = []
    for (const name of ['theirs.npy', 'big.npy', 'whole.npy']) {
      const { stdout } = await evaluate(name, ...ofMap, '--metrics', 'deletion,entropy', '--json')
      values.push(JSON.parse(stdout).body.measurements.map(({ value }: { value: number }) => value))
    }
    expect(values[1]).toEqual(values[0])
    expect(values[2]).toEqual(values[0])
  })

  it('of another size is stretched, and that is said', async () => {
    writeMap('coarse.npy', amounts, [2, 4])
    const { exitCode, stderr } = await evaluate('coarse.npy', ...ofMap, '--metrics', 'deletion')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('coarse.npy: warning MAP_STRETCHED: The map has 4x2 values, neither the size of the frame (16x8)')
  })

  it('of zeros has no value, and says why', async () => {
    writeMap('zeros.npy', new Float32Array(128))
    const { exitCode, stdout } = await evaluate('zeros.npy', ...ofMap, '--metrics', 'deletion,entropy')
    expect(exitCode).toBe(0)
    expect(rowOf(stdout, 'entropy')!.slice(1, 3)).toEqual(['↓', '-'])
    expect(stdout).toMatch(/entropy: no value: the map is zero everywhere/)
  })

  it.each([
    [
      'a NaN',
      () =>
        writeMap(
          'bad.npy',
          trueMap.map((value, at) => (at === 17 ? Number.NaN : value)),
        ),
      /column 1, row 1/,
    ],
    ['three axes', () => writeMap('bad.npy', trueMap, [2, 4, 16]), /\(2, 4, 16\)/],
    ['complex numbers', () => writeFileSync(join(folder, 'bad.npy'), npyOf('<c8', new Uint8Array(8 * 128))), /c8/],
    ['too few bytes', () => writeFileSync(join(folder, 'bad.npy'), npyOf('<f4', new Uint8Array(9))), /cut off/],
  ])('with %s is refused by name', async (_, spoil, message) => {
    spoil()
    const { exitCode, stdout, stderr } = await evaluate('bad.npy', ...ofMap)
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toMatch(/^bad\.npy: MAP_UNREADABLE: /)
    expect(stderr).toMatch(message)
  })
})

describe('where the object is', () => {
  const metrics = ['--metrics', 'relevance-mass,pointing-game']

  it('is read from a data set, and the chance level stands beside', async () => {
    writeMap('a.npy')
    writeFileSync(join(folder, 'index.json'), JSON.stringify([{ file: 'a.png', boxes: [[12, 0, 16, 4]] }]))
    const { stdout } = await evaluate('a.npy', ...ofMap, ...metrics, '--truth', 'index.json')
    expect(stdout.split('\n')[1]).toMatch(/^metric +value +random +blob +chance$/)
    // Region 3 has 30 of 99 and an eighth of the picture.
    expect(rowOf(stdout, 'relevance-mass')![2]).toBe('0.3030')
    expect(rowOf(stdout, 'relevance-mass')!.at(-1)).toBe('0.1250')
    expect(rowOf(stdout, 'pointing-game')!.slice(1, 3)).toEqual(['↑', '1'])
  })

  it('may be a mask, which is brought into the frame', async () => {
    writeMap('a.npy')
    const rgb = Uint8Array.from({ length: 3 * 128 }, (_, i) => (Math.floor(i / 3) % 16 >= 12 && i < 3 * 64 ? 255 : 0))
    writeFileSync(join(folder, 'mask.png'), await encodePng({ width: 16, height: 8, rgb }))
    writeFileSync(join(folder, 'index.json'), JSON.stringify([{ file: 'a.png', mask: 'mask.png' }]))
    const { stdout } = await evaluate('a.npy', ...ofMap, ...metrics, '--truth', 'index.json')
    expect(rowOf(stdout, 'relevance-mass')![2]).toBe('0.3030')
  })

  it('is that of the class that is explained, where a picture shows several', async () => {
    writeMap('a.npy')
    const objects = [
      { file: 'a.png', class: 0, boxes: [[12, 0, 16, 4]] },
      { file: 'a.png', class: 1, boxes: [[0, 0, 4, 4]] },
    ]
    writeFileSync(join(folder, 'index.json'), JSON.stringify(objects))
    const massOf = async (...argv: readonly string[]) =>
      rowOf((await evaluate('a.npy', ...ofMap, ...metrics, '--truth', 'index.json', ...argv)).stdout, 'relevance-mass')![2]
    expect(await massOf('--target', '0')).toBe('0.3030')
    expect(await massOf('--target', 'tiger cat')).toBe('0.0505')
    expect(await massOf()).toBe('-')
  })

  it('may be of another class than the map explains, which is said', async () => {
    writeMap('a.npy')
    writeFileSync(join(folder, 'index.json'), JSON.stringify([{ file: 'a.png', class: 1, boxes: [[12, 0, 16, 4]] }]))
    const { stderr } = await evaluate('a.npy', ...ofMap, ...metrics, '--truth', 'index.json')
    expect(stderr).toContain(
      'a.npy: warning TRUTH_OTHER_CLASS: The object is of the class "tiger cat", the map about "tabby cat".',
    )
  })

  it('is named where a mask shows nothing, and the metric has no value', async () => {
    writeMap('a.npy')
    await writePicture(folder, 'black.png', 0)
    await writePicture(folder, 'b.png')
    const index = [
      { file: 'a.png', mask: 'black.png' },
      { file: 'b.png', boxes: [[0, 0, 4, 4]] },
    ]
    writeFileSync(join(folder, 'index.json'), JSON.stringify(index))
    const { exitCode, stdout, stderr } = await evaluate('a.npy', ...ofMap, ...metrics, '--truth', 'index.json')
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/warning DATASET_MASK_EMPTY: a\.png: /)
    expect(stdout).toContain('relevance-mass, pointing-game: no value: nobody said where the object is')
  })
})

describe('several', () => {
  async function explainSeveral(): Promise<void> {
    for (const [name, grey] of [
      ['a.png', 255],
      ['b.png', 254],
      ['c.png', 253],
      ['d.png', 252],
    ] as const) {
      await writePicture(folder, name, grey)
      const flags = ['--baseline', 'black', '--regions', '8', '--method', 'leave-one-out', '--save', 'json']
      await runCli(['explain', name, '--model', 'model', ...flags], folder)
    }
  }

  it('are folded into means; what cannot be judged is named, counted and in no mean', async () => {
    await explainSeveral()
    const [first = ''] = readdirSync(join(folder, 'telltale-out'))
    writeFileSync(join(folder, 'telltale-out', first, 'broken.0.json'), '{"schema":"telltale/1"}')
    const { exitCode, stdout, stderr } = await evaluate('telltale-out', '--metrics', 'deletion,pointing-game', '--out', 'judged')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/broken\.0\.json: DOCUMENT_INVALID: /)
    expect(stdout).toMatch(/^metric +n +mean +± error +random +blob$/m)
    expect(rowOf(stdout, 'deletion')!.slice(1, 3)).toEqual(['↓', '4'])
    expect(rowOf(stdout, 'pointing-game')!.slice(1, 4)).toEqual(['↑', '0', '-'])
    expect(stdout).toContain('pointing-game: 4 without a value: nobody said where the object is')
    expect(stdout).toContain('1 of 5 could not be judged: see above.')
  })

  it('are written as a table with a row for each metric, the failed among them', async () => {
    await explainSeveral()
    const [first = ''] = readdirSync(join(folder, 'telltale-out'))
    writeFileSync(join(folder, 'telltale-out', first, 'broken.0.json'), '{"schema":"telltale/1"}')
    const { stdout } = await evaluate('telltale-out', '--metrics', 'deletion,pointing-game', '--out', 'judged')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('judged/evaluation.csv')
    const [heading = '', ...lines] = readFileSync(join(folder, 'judged', 'evaluation.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(heading).toBe(
      'file,picture,label,method,metric,parameters,direction,value,value reason,random,blob,chance,forwards,error',
    )
    expect(lines).toHaveLength(9)
    expect(lines.filter((line) => line.endsWith(',DOCUMENT_INVALID'))).toHaveLength(1)
    const jsonl = readFileSync(join(folder, 'judged', 'evaluation.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(jsonl.map((line) => JSON.parse(line).schema)).toEqual(new Array(4).fill('telltale-evaluation/1'))
    const bytes = readFileSync(join(folder, 'judged', 'evaluation.parquet'))
    const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) })
    expect(rows).toHaveLength(9)
    const ofFirst = rows.find(({ picture, metric }) => picture === 'a.png' && metric === 'deletion')
    expect(ofFirst).toMatchObject({ method: 'leave-one-out', direction: 'lower', value: expect.any(Number) })
  })

  it('may be documents and maps together', async () => {
    await explainOne()
    writeMap('a.npy')
    const { exitCode, stdout } = await evaluate('telltale-out', '*.npy', '--model', 'model', '--metrics', 'sparseness')
    expect(exitCode).toBe(0)
    expect(stdout.split('\n').filter((line) => line.startsWith('a.png: '))).toEqual([
      'a.png: tabby cat 100 %, leave-one-out',
      'a.png: tabby cat 100 %, a.npy',
    ])
  })
})

describe('agreement', () => {
  it('compares maps of one picture and class, pair by pair', async () => {
    writeMap('theirs.npy')
    writeMap(
      'same.npy',
      trueMap.map((value) => 2 * value),
    )
    writeMap(
      'reversed.npy',
      trueMap.map((value) => -value),
    )
    const maps = ['theirs.npy', 'same.npy', 'reversed.npy']
    const { stdout } = await evaluate(...maps, ...ofMap, '--metrics', 'sparseness', '--agreement')
    const rowOfPair = (pair: string) =>
      stdout
        .split('\n')
        .find((line) => line.startsWith(`${pair} `))
        ?.split(/ {2,}/)
    expect(rowOfPair('agreement of')).toEqual(['agreement of', 'n', 'overlap', 'same sign', 'rank corr.', 'pairs'])
    expect(rowOfPair('theirs.npy, same.npy')).toEqual(['theirs.npy, same.npy', '1', '1', '1', '1', '1'])
    const [, , overlap, sameSign, correlation, pairs] = rowOfPair('theirs.npy, reversed.npy')!
    expect([overlap, sameSign, correlation]).toEqual(['1', '0', '-1'])
    // Pairs within a region are equal in both: 8 x (16 x 15) of 128 x 127.
    expect(Number(pairs)).toBeCloseTo((8 * 16 * 15) / (128 * 127), 4)
  })

  it('is not made up where no two maps have a picture in common', async () => {
    writeMap('theirs.npy')
    const { stdout } = await evaluate('theirs.npy', ...ofMap, '--metrics', 'sparseness', '--agreement')
    expect(stdout).not.toContain('agreement')
  })
})

describe('wrong usage', () => {
  it.each([
    ['nothing to judge', [], 'USAGE_FLAG: Nothing is named that could be judged.'],
    ['a metric that there is not', ['a.npy', '--metrics', 'beauty'], 'USAGE_UNKNOWN_METRIC: There is no metric "beauty".'],
    ['a parameter that there is not', ['a.npy', '--metrics', 'entropy:bins=3'], 'The metric "entropy" has no parameter "bins".'],
    ['a seed that is none', ['a.npy', '--seed', 'x'], "option '--seed <number>' argument 'x' is invalid"],
  ])('%s is refused before anything is opened', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await evaluate(...argv)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr.toLowerCase()).toContain(message.toLowerCase())
  })

  it.each([
    ['a file that is not there', 'lost.json', 'There is no file lost.json.'],
    ['a pattern that fits nothing', '*.lost', 'No file matches *.lost.'],
    ['a folder without documents', 'model', 'There is no document in the folder model.'],
  ])('%s is named', async (_, name, message) => {
    const { exitCode, stderr } = await evaluate(name)
    expect(exitCode).toBe(3)
    expect(stderr).toContain(`${name}: DOCUMENT_INVALID: ${message}`)
  })

  it('a run that is stopped ends as interrupted, and writes nothing', async () => {
    await explainOne()
    const controller = new AbortController()
    controller.abort()
    const { exitCode, stderr } = await runCli(['evaluate', 'telltale-out', '--out', 'judged'], folder, controller.signal)
    expect(exitCode).toBe(130)
    expect(stderr).toContain('CANCELLED')
    expect(existsSync(join(folder, 'judged'))).toBe(false)
  })

  it('a run that is stopped later keeps what it has judged', async () => {
    await explainOne()
    await explainOne('--target', '1')
    const controller = new AbortController()
    const first = new Writable({
      write: (_chunk, _encoding, done) => {
        controller.abort()
        done()
      },
    })
    const argv = ['evaluate', 'telltale-out', '--metrics', 'deletion', '--json', '--out', 'judged']
    const terminal = { stdout: first, stderr: collect().stream, environment: {}, folder, signal: controller.signal }
    expect(await run(argv, terminal)).toBe(130)
    expect(
      readFileSync(join(folder, 'judged', 'evaluation.jsonl'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(1)
  })

  it('a document whose model is gone is named', async () => {
    await explainOne()
    rmSync(join(folder, 'model'), { recursive: true })
    const { exitCode, stderr } = await evaluate('telltale-out')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('MODEL_UNREADABLE')
  })
})

/** A `.npy` file of 8 rows and 16 columns of any type. */
function npyOf(type: string, bytes: Uint8Array): Uint8Array {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (8, 16), }`.padEnd(117)
  const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0)
  return Buffer.concat([start, new TextEncoder().encode(`${header}\n`), bytes])
}
