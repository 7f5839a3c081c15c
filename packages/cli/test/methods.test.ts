import { methods } from '@telltale/core'
import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

/** Words of the line of a method, by two spaces or more. */
function rowOf(stdout: string, name: string): readonly string[] | undefined {
  return stdout
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.split(/ {2,}/)
}

describe('methods', () => {
  it('lists what each method reads, its sign, its cost and its paper', async () => {
    const { exitCode, stdout, stderr } = await runCli(['methods'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(rowOf(stdout, 'method')).toEqual(['method', 'reads', 'values', 'each class', 'forwards'])
    expect(rowOf(stdout, 'shapley-sampling')).toEqual(['shapley-sampling', 'scores', 'for and against', 'its own', '1154'])
    expect(rowOf(stdout, 'hsic')).toEqual(['hsic', 'scores', 'importance', 'its own', '768'])
    for (const { name, paper } of methods) expect(stdout).toMatch(new RegExp(`^${name} +${paper.slice(0, 12)}`, 'm'))
  })

  it('counts forwards for the regions asked for', async () => {
    const { stdout } = await runCli(['methods', '--regions', '10'])
    expect(rowOf(stdout, 'shapley-sampling')?.at(-1)).toBe('218')
    expect(stdout).toContain('for 10 regions')
    const refused = await runCli(['methods', '--regions', '0'])
    expect(refused.exitCode).toBe(2)
  })

  it('prints the parameters as JSON Schema', async () => {
    const { stdout } = await runCli(['methods', '--json'])
    const listed: readonly { readonly name: string }[] = JSON.parse(stdout)
    expect(listed.map(({ name }) => name)).toEqual(methods.map(({ name }) => name))
    expect(listed.find(({ name }) => name === 'partition-shap')).toMatchObject({
      access: 'scores',
      signed: true,
      classSensitive: true,
      forwards: 500,
      parameters: { type: 'object', properties: { over: { enum: ['blocks', 'regions'], default: 'blocks' } } },
    })
  })
})
