import { metrics } from '@telltale/core'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

it('metrics lists every metric with its direction, range, need and cost, and what it says', async () => {
  const { exitCode, stdout, stderr } = await runCli(['metrics'])
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const rowOf = (name: string) => stdout.split('\n').find((line) => line.startsWith(`${name} `))
  expect(rowOf('metric')?.split(/ {2,}/)).toEqual(['metric', 'range', 'reads', 'costs'])
  expect(rowOf('entropy')?.split(/ {2,}/)).toEqual(['entropy', '↓', '0..∞', 'map', 'nothing'])
  expect(rowOf('max-sensitivity')?.split(/ {2,}/)).toEqual(['max-sensitivity', '↓', '0..∞', 'maps', '10 maps'])
  for (const { name, says } of metrics) expect(stdout).toContain(`${name}\n  ${says}\n`)
})

it('the table and what is said of it fit into 80 columns', async () => {
  const { stdout } = await runCli(['metrics'])
  const [table = '', notes = ''] = stdout.split('\n\n')
  for (const line of [...table.split('\n'), ...notes.split('\n')]) expect(line.length).toBeLessThanOrEqual(80)
})

it('prints the parameters as JSON Schema', async () => {
  const { stdout } = await runCli(['metrics', '--json'])
  const listed: readonly { readonly name: string }[] = JSON.parse(stdout)
  expect(listed.map(({ name }) => name)).toEqual(metrics.map(({ name }) => name))
  expect(listed.find(({ name }) => name === 'effective-complexity')).toMatchObject({
    direction: 'lower',
    range: [0, null],
    parameters: { properties: { threshold: { default: 1e-5, minimum: 0, maximum: 1 } } },
  })
})
