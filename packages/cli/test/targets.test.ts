import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Explanation, readExplanation } from '@telltale/core'
import { convReluPoolGemm } from '@telltale/core/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Outcome, temporaryFolder } from './run-cli.ts'
import { explainTiny, savedFiles, tinyFolder, writePicture, writeTinyModel } from './tiny-model-folder.ts'

let folder: string

beforeEach(async () => {
  folder = await tinyFolder()
})

const explain = (...argv: readonly string[]): Promise<Outcome> => explainTiny(folder, ...argv)

function targetsOf(stdout: string): readonly Explanation['body']['target'][] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => readExplanation(line).body.target)
}

describe('several targets', () => {
  it('give one document each, in their order', async () => {
    const { stdout } = await explain('--target', 'tiger cat,top1', '--json', '--save', 'none')
    expect(targetsOf(stdout)).toEqual([
      { class: 1, label: 'tiger cat', why: 'given' },
      { class: 0, label: 'tabby cat', why: 'predicted' },
    ])
  })

  it('that are one class are explained once', async () => {
    const { stdout } = await explain('--target', 'top1,tabby cat,0', '--json', '--save', 'none')
    expect(targetsOf(stdout)).toEqual([{ class: 0, label: 'tabby cat', why: 'predicted' }])
  })

  it('give the same body as each alone', async () => {
    const together = await explain('--target', 'top1,tiger cat', '--json', '--save', 'none')
    const alone = await explain('--target', 'tiger cat', '--json', '--save', 'none')
    const bodies = together.stdout
      .trimEnd()
      .split('\n')
      .map((line) => readExplanation(line).body)
    expect(bodies[1]).toEqual(readExplanation(alone.stdout).body)
  })

  it('replace no file of each other', async () => {
    await explain('--target', 'top1,tiger cat', '--save', 'overlay,npy,json')
    expect(savedFiles(folder)).toEqual([
      'map.1.npy',
      'map.npy',
      'overlay.1.png',
      'overlay.png',
      'submodular.0.json',
      'submodular.1.json',
    ])
  })
})

describe('class names with commas', () => {
  it('are one class where the model has it, and several targets where not', async () => {
    mkdirSync(join(folder, 'other'))
    writeTinyModel(join(folder, 'other'), undefined, ['giant panda, panda', 'lynx'])
    const inOther = (target: string) => explain('--model', 'other/model', '--target', target, '--json', '--save', 'none')
    expect(targetsOf((await inOther('giant panda, panda')).stdout).map((target) => target.class)).toEqual([0])
    expect(targetsOf((await inOther('lynx, panda')).stdout).map((target) => target.class)).toEqual([1, 0])
  })
})

describe('against another class', () => {
  it('explains the difference, under a name of its own', async () => {
    const { exitCode } = await explain('--target', '1', '--against', 'tabby cat')
    expect(exitCode).toBe(0)
    expect(savedFiles(folder)).toEqual(['overlay.1-0.png', 'submodular.1-0.json'])
  })

  it('that is the target itself is refused', async () => {
    const { exitCode, stderr } = await explain('--against', '0', '--save', 'none')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_PARAMETER: "against" is the target itself, class 0.')
  })
})

describe('a true class', () => {
  it('that the model gives: says so, and explains it once', async () => {
    const { exitCode, stdout } = await explain('--truth', 'tabby cat', '--save', 'json')
    expect(exitCode).toBe(0)
    const [first, second] = stdout.split('\n')
    expect(first).toBe('The prediction is right: the class given as true is tabby cat, and the model says so.')
    expect(second).toBe('tabby cat 100 %')
    expect(savedFiles(folder)).toEqual(['submodular.0.json'])
  })

  it('that the model gives is noted as the truth', async () => {
    const { stdout } = await explain('--truth', '0', '--json', '--save', 'none')
    expect(targetsOf(stdout)).toEqual([{ class: 0, label: 'tabby cat', why: 'truth' }])
  })

  it('that the model misses: says so, and explains both, with one picture of the two', async () => {
    const { exitCode, stdout } = await explain('--truth', 'tiger cat')
    expect(exitCode).toBe(0)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('The prediction is wrong: the model says tabby cat, the class given as true is tiger cat.')
    expect(lines).toContain('Why the model says tabby cat:')
    expect(lines).toContain('What would speak for tiger cat:')
    expect(
      lines.filter((line) => /^highest within so much of the picture, taken in this order: 25 % .+ 100 % /.test(line)),
    ).toHaveLength(2)
    expect(lines.at(-2)).toMatch(/^telltale-out\/a~[0-9a-f]{12}\/contrast\.png$/)
    expect(savedFiles(folder)).toEqual(['contrast.png', 'overlay.1.png', 'overlay.png', 'submodular.0.json', 'submodular.1.json'])
  })

  it('beside a third class does not make the model say that one', async () => {
    folder = temporaryFolder()
    writeTinyModel(folder, convReluPoolGemm(), ['ant', 'bee', 'cow'])
    await writePicture(folder, 'a.png')
    const { stdout } = await explain('--truth', 'ant', '--target', 'top1,truth,bee', '--save', 'none')
    expect(stdout.split('\n').filter((line) => line.endsWith(':'))).toEqual([
      'Why the model says cow:',
      'What would speak for ant:',
      'What would speak for bee:',
    ])
  })

  it('can be explained alone', async () => {
    const { stdout } = await explain('--truth', 'tiger cat', '--target', 'truth', '--json', '--save', 'none')
    expect(targetsOf(stdout)).toEqual([{ class: 1, label: 'tiger cat', why: 'truth' }])
  })

  it('has to be given where it is asked for', async () => {
    const { exitCode, stderr } = await explain('--target', 'top1,truth', '--save', 'none')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('fix: Give the class that the picture shows as "truth" (--truth).')
  })
})
