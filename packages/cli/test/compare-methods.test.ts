import { readExplanation } from '@telltale/core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from './run-cli.ts'
import { explainTiny, savedFiles, tinyFolder } from './tiny-model-folder.ts'

let folder: string

beforeEach(async () => {
  folder = await tinyFolder()
})

const explain = (...argv: readonly string[]): Promise<Outcome> => explainTiny(folder, ...argv)

function bodiesOf({ stdout }: Outcome) {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => readExplanation(line).body)
}

describe('several methods', () => {
  it('give a table, who does best, and one picture of all', async () => {
    const { exitCode, stdout } = await explain('--method', 'submodular,leave-one-out', '--save', 'overlay,json')
    expect(exitCode).toBe(0)
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toBe('tabby cat 100 %')
    expect(lines[1]!.trim().split(/ {2,}/)).toEqual([
      'insertion',
      'deletion',
      'difference',
      'needed',
      'answer',
      'forwards',
      'time',
    ])
    expect(lines.slice(2, 6).map((line) => line.split(/ {2,}/)[0])).toEqual([
      'submodular',
      'leave-one-out',
      'random order',
      'from the centre outwards',
    ])
    expect(lines[6]).toContain('One picture proves nothing in general')
    expect(lines[7]).toMatch(/^telltale-out\/a~[0-9a-f]{12}\/comparison\.png$/)
    expect(savedFiles(folder)).toEqual([
      'comparison.png',
      'leave-one-out.0.json',
      'overlay.leave-one-out.png',
      'overlay.png',
      'submodular.0.json',
    ])
  })

  it('give one document each, target by target, and a picture for each target', async () => {
    const outcome = await explain('--method', 'leave-one-out,submodular', '--target', 'top1,1', '--json')
    expect(bodiesOf(outcome).map(({ method, target }) => [method.name, target.class])).toEqual([
      ['leave-one-out', 0],
      ['submodular', 0],
      ['leave-one-out', 1],
      ['submodular', 1],
    ])
    expect(savedFiles(folder).filter((name) => name.startsWith('comparison'))).toEqual(['comparison.1.png', 'comparison.png'])
  })

  it('share a parameter flag where they have it', async () => {
    const outcome = await explain('--method', 'submodular,rise,lime', '--samples', '40', '--json', '--save', 'none')
    expect(bodiesOf(outcome).map(({ method }) => [method.name, method.parameters['samples']])).toEqual([
      ['submodular', undefined],
      ['rise', 40],
      ['lime', 40],
    ])
  })

  it('refuse a parameter that none of them has', async () => {
    const { exitCode, stderr } = await explain('--method', 'submodular,leave-one-out', '--samples', '40', '--save', 'none')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_PARAMETER: None of the methods submodular, leave-one-out has a parameter --samples.')
  })

  it.each(['rise,rise', 'rise,,lime'])('are not "%s"', async (names) => {
    const { exitCode, stderr } = await explain('--method', names, '--save', 'none')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Expected the name of a method, or several different ones with commas between.')
  })

  it('of which one does not exist are refused with a list', async () => {
    const { exitCode, stderr } = await explain('--method', 'submodular,magic', '--samples', '40', '--save', 'none')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_UNKNOWN_METHOD: There is no method "magic".')
  })
})
