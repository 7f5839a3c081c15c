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
    expect(stdout.split('\n\nParameters of ')[0]).toMatchSnapshot()
  })

  it('shows the parameters of every method with their ranges and defaults', async () => {
    const { stdout } = await runCli(['explain', '--help'])
    const text = stdout.replace(/\s+/g, ' ')
    expect(text).toContain('Parameters of submodular: --search <value>')
    expect(text).toContain('--pending <value>')
    expect(text).toContain('(a whole number from 1 to 65535; default: 8)')
    expect(text).toContain('--window-share <value>')
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
    [
      'an unknown verb',
      ['explane', 'cat.jpg'],
      "USAGE_FLAG: Unknown command 'explane'.\n  fix: Did you mean explain? telltale --help shows what there is.\n",
    ],
    [
      'an unknown option',
      ['explain', 'cat.jpg', '--regoins', '9'],
      "USAGE_FLAG: Unknown option '--regoins'.\n  fix: Did you mean --regions? telltale explain --help shows what there is.\n",
    ],
    [
      'an option without its value',
      ['model', 'a.onnx', '--output'],
      "USAGE_FLAG: Option '--output <tensor>' argument missing.\n  fix: telltale model --help shows what there is.\n",
    ],
    ['no picture', ['explain'], 'USAGE_FLAG: No picture is named.'],
    [
      'pictures that a flag of several files took',
      ['explain', '--region-masks', 'masks.png', 'cat.jpg'],
      'USAGE_FLAG: No picture is named.',
    ],
    [
      'regions that are no number',
      ['explain', 'cat.jpg', '--regions', 'many'],
      "USAGE_PARAMETER: Option '--regions <count>' argument 'many' is invalid.\n  fix: Expected a whole number from 1 to 65535.\n",
    ],
    ['no regions', ['explain', 'cat.jpg', '--regions', '0'], 'Expected a whole number from 1 to 65535.'],
    ['half a region', ['explain', 'cat.jpg', '--regions', '4.5'], 'Expected a whole number from 1 to 65535.'],
    ['a negative seed', ['explain', 'cat.jpg', '--seed=-1'], 'Expected a whole number from 0 to 4294967295.'],
    [
      'a budget of nothing',
      ['explain', 'cat.jpg', '--budget', '0'],
      'Expected a whole number of forwards from 32, seconds as in 30s',
    ],
    ['a budget too small for an answer', ['explain', 'cat.jpg', '--budget', '31'], 'Expected a whole number of forwards from 32'],
    ['a budget of no time', ['explain', 'cat.jpg', '--budget', '0s'], 'seconds as in 30s, or auto.'],
    ['a budget of a kind unknown', ['explain', 'cat.jpg', '--budget', '1e3'], 'seconds as in 30s, or auto.'],
    ['an empty target', ['explain', 'cat.jpg', '--target', ''], 'Expected top1, truth, a class index or the name of a class'],
    ['an empty target among others', ['explain', 'cat.jpg', '--target', 'a,,b'], 'or several with commas between.'],
    ['an empty truth', ['explain', 'cat.jpg', '--truth', ''], 'Expected a class index or the name of a class.'],
    ['a threshold of nothing', ['explain', 'cat.jpg', '--threshold', '0'], 'Expected a number from 0.01 to 1.'],
    ['an unknown check', ['explain', 'cat.jpg', '--check', 'spot,luck'], 'Expected some of second, seed, optimum, bound, spot.'],
    [
      'a weight out of range',
      ['explain', 'cat.jpg', '--consistency', '-1'],
      'USAGE_PARAMETER: --consistency cannot be "-1".\n  fix: Give a number from 0 to 1000.',
    ],
    ['a weight that is no number', ['explain', 'cat.jpg', '--consistency', ' '], '--consistency cannot be " ".'],
    ['half a pending region', ['explain', 'cat.jpg', '--pending', '2.5'], 'Give a whole number from 1 to 65535.'],
    ['an unknown search', ['explain', 'cat.jpg', '--search', 'guess'], 'Give one of auto, naive, bidirectional'],
    [
      'a layer without a name',
      ['explain', 'cat.jpg', '--method', 'grad-cam', '--layer', ''],
      '--layer cannot be "".\n  fix: Give a name.',
    ],
    [
      'a parameter that the method lacks',
      ['explain', 'cat.jpg', '--map', 'm.npy', '--pending', '8'],
      'The method given has no parameter --pending.\n  fix: Leave it out, or choose a method that has it: submodular.',
    ],
    [
      'a prior beside a grid',
      ['explain', 'cat.jpg', '--region-kind', 'grid', '--prior', 'm.npy'],
      'USAGE_FLAG: --prior, --patch-side and --patch-cells say nothing beside --region-kind grid.',
    ],
    [
      'connectivity of a grid',
      ['explain', 'cat.jpg', '--region-kind', 'grid', '--no-connectivity'],
      '--no-connectivity says nothing beside --region-kind grid.',
    ],
    [
      'a count of given regions',
      ['explain', 'cat.jpg', '--regions', '9', '--region-masks', 'm.png'],
      '--regions says nothing beside --region-masks.',
    ],
    [
      'settings beside a replay',
      ['explain', '--replay', 'a.json', '--regions', '9'],
      'USAGE_FLAG: --replay repeats what the document says, so --regions says nothing beside it.',
    ],
    ['an unknown backend', ['explain', 'cat.jpg', '--backend', 'cuda'], 'Allowed choices are auto, wasm-simd, wasm, reference.'],
    [
      'an unknown runtime',
      ['explain', 'cat.jpg', '--runtime', 'torch'],
      'Allowed choices are auto, onnxruntime-node, onnxruntime-web.',
    ],
    ['an unknown file to save', ['explain', 'cat.jpg', '--save', 'overlay,gif'], 'Expected some of overlay, json, npy, or none.'],
    ['an unknown theme', ['explain', 'cat.jpg', '--theme', 'pink'], 'Allowed choices are light, dark.'],
    ['an unknown baseline', ['explain', 'cat.jpg', '--baseline', 'grey'], 'USAGE_PARAMETER'],
    ['two models', ['model', 'a.onnx', 'b.onnx'], "Too many arguments for 'model'"],
  ])('%s', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await runCli(argv)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})
