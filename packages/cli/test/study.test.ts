import { describe, expect, it } from 'vitest'
import { runCli, temporaryFolder } from './run-cli.ts'

describe('telltale study refuses', () => {
  it.each([
    [['study', 'astrology', 'pictures'], 'USAGE_UNKNOWN_STUDY'],
    [['study', 'comparison'], 'USAGE_FLAG'],
    [['study', 'comparison', 'pictures', '--param', 'colour=red'], 'USAGE_PARAMETER'],
    [['study', 'comparison', 'pictures', '--param', 'colour'], 'USAGE_PARAMETER'],
  ])('%j', async (argv, code) => {
    const { exitCode, stderr } = await runCli(argv, temporaryFolder())
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(code)])
  })
})

it('telltale study --list says what there is', async () => {
  const { stdout } = await runCli(['study', '--list'])
  expect(stdout).toContain('comparison  Methods and metrics side by side')
  expect(stdout).toContain('default: deletion,insertion')
})
