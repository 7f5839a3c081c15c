import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

describe('telltale', () => {
  it('shows its verbs', async () => {
    const { exitCode, stdout, stderr } = await runCli(['--help'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatchSnapshot()
  })

  it('shows the flags of explain', async () => {
    const { exitCode, stdout } = await runCli(['explain', '--help'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatchSnapshot()
  })

  it('says its version', async () => {
    expect(await runCli(['--version'])).toEqual({ exitCode: 0, stdout: '0.1.0\n', stderr: '' })
  })

  it('without a verb shows help on stderr', async () => {
    const { exitCode, stdout, stderr } = await runCli([])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain('explain')
  })
})

describe('wrong usage ends with 2 and leaves stdout empty', () => {
  it.each([
    ['an unknown verb', ['explane', 'cat.jpg'], 'Did you mean explain?'],
    ['an unknown option', ['explain', 'cat.jpg', '--regoins', '9'], 'Did you mean --regions?'],
    ['no picture', ['explain'], "missing required argument 'pictures'"],
    ['regions that are no number', ['explain', 'cat.jpg', '--regions', 'many'], 'Expected a whole number from 1 to 65535.'],
    ['no regions', ['explain', 'cat.jpg', '--regions', '0'], 'Expected a whole number from 1 to 65535.'],
    ['half a region', ['explain', 'cat.jpg', '--regions', '4.5'], 'Expected a whole number from 1 to 65535.'],
    ['a negative seed', ['explain', 'cat.jpg', '--seed=-1'], 'Expected a whole number from 0 to 4294967295.'],
    ['a budget of nothing', ['explain', 'cat.jpg', '--budget', '0'], 'Expected a whole number from 32'],
    ['a budget too small for an answer', ['explain', 'cat.jpg', '--budget', '31'], 'Expected a whole number from 32'],
    ['an empty target', ['explain', 'cat.jpg', '--target', ''], 'Expected top1, a class index or the name of a class.'],
    ['an unknown backend', ['explain', 'cat.jpg', '--backend', 'cuda'], 'Allowed choices are auto, wasm-simd, wasm, reference.'],
    [
      'an unknown runtime',
      ['explain', 'cat.jpg', '--runtime', 'torch'],
      'Allowed choices are auto, onnxruntime-node, onnxruntime-web.',
    ],
    ['an unknown file to save', ['explain', 'cat.jpg', '--save', 'overlay,gif'], 'Expected some of overlay, json, npy, or none.'],
    ['an unknown theme', ['explain', 'cat.jpg', '--theme', 'pink'], 'Allowed choices are light, dark.'],
    ['an unknown baseline', ['explain', 'cat.jpg', '--baseline', 'grey'], 'USAGE_PARAMETER'],
    ['two models', ['model', 'a.onnx', 'b.onnx'], 'too many arguments'],
  ])('%s', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await runCli(argv)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})
