import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { convReluPoolGemm, withNanLogits, withOneClass, withoutGraph, withTwoOutputs } from '@telltale/core/testing'
import { describe, expect, it } from 'vitest'
import { runCli, temporaryFolder } from './run-cli.ts'
import { writeTinyModel } from './tiny-model-folder.ts'

describe('model', () => {
  it('shows the card', async () => {
    const folder = temporaryFolder()
    writeTinyModel(folder)
    const { exitCode, stdout, stderr } = await runCli(['model', 'model'], folder)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain('  input          16 x 8 pixels, RGB\n')
    expect(stdout).toContain('  classes        2: tabby cat; tiger cat\n')
    expect(stdout).toContain(
      '  preprocessing  resize to 16 x 8 bilinear, (pixel * 0.003922 - [0,0,0]) / [1,1,1] (from telltale.json)\n',
    )
  })

  it('tells the features, how to choose others, and takes those it is told', async () => {
    const folder = temporaryFolder()
    writeTinyModel(folder, convReluPoolGemm(), ['a', 'b', 'c'])
    const found = await runCli(['model', 'model'], folder)
    expect(found.stdout).toContain(
      '  features       4 numbers, embedding; another with --features <tensor>, as active (4 x 8 x 8)\n',
    )
    const chosen = await runCli(['model', 'model', '--features', 'active', '--json'], folder)
    expect(JSON.parse(chosen.stdout).features).toEqual({ tensor: 'active', length: 4 })
    const none = await runCli(['model', 'model', '--features', 'none'], folder)
    expect(none.stdout).toContain('  features       none; another with --features <tensor>, as active (4 x 8 x 8)\n')
    const wrong = await runCli(['model', 'model', '--features', 'nothing'], folder)
    expect(wrong.exitCode).toBe(2)
    expect(wrong.stderr).toContain('computes no tensor "nothing".\n  fix: Choose one of: embedding [2, 4], ')
  })

  it('looks inside: operators, the layer methods read and why, what has a derivative, which methods can run', async () => {
    const folder = temporaryFolder()
    writeTinyModel(folder, convReluPoolGemm(), ['a', 'b', 'c'])
    const { stdout } = await runCli(['model', 'model'], folder)
    expect(stdout).toContain(
      '  operators      6: 1 Conv, 1 Flatten, 1 Gemm, 1 GlobalAveragePool, 1 Identity, 1 Relu; 0 million multiplications a forward\n',
    )
    expect(stdout).toContain('  layer          active (4 x 8 x 8): the last map before the picture is reduced to one vector\n')
    expect(stdout).toContain('  gradient       every operator on the way has a derivative\n')
    expect(stdout).toMatch(/^ {2}by scores {6}submodular, hsic, /m)
  })

  it('prints the card as JSON', async () => {
    const folder = temporaryFolder()
    writeTinyModel(folder)
    const { stdout } = await runCli(['model', 'model', '--json', '--threads', '1'], folder)
    expect(JSON.parse(stdout)).toMatchObject({
      classes: 2,
      labels: ['tabby cat', 'tiger cat'],
      input: { width: 16, height: 8, channels: 'rgb' },
      preprocessFrom: 'telltale.json',
      runtime: { threads: 1 },
      network: { gaps: [] },
      warnings: [],
    })
  })

  it('warns on stderr of what it had to guess', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'bare.onnx'), convReluPoolGemm().model)
    const { stderr } = await runCli(['model', 'bare.onnx', '--json'], folder)
    expect(stderr).toContain('warning MODEL_PREPROCESSING_ASSUMED:')
    expect(stderr).toContain('warning MODEL_LABELS_MISSING:')
  })

  it.each([
    ['no graph', withoutGraph, 'MODEL_UNREADABLE'],
    ['answers that are not numbers', withNanLogits, 'MODEL_NOT_FINITE'],
    ['one class', withOneClass, 'MODEL_NOT_A_CLASSIFIER'],
    ['two outputs', withTwoOutputs, 'MODEL_OUTPUT_AMBIGUOUS'],
  ])('ends with 3 for a model with %s', async (_, create, code) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'bad.onnx'), create())
    const { exitCode, stdout, stderr } = await runCli(['model', 'bad.onnx'], folder)
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toContain(`${code}: `)
  })

  it('takes the output it is told', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'two.onnx'), withTwoOutputs())
    const { stdout } = await runCli(['model', 'two.onnx', '--output', 'colour', '--json'], folder)
    expect(JSON.parse(stdout)).toMatchObject({ classes: 5, output: 'colour' })
  })
})
