import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readExplanation } from '@telltale/core'
import { describe, expect, it } from 'vitest'
import { runCli, temporaryFolder } from './run-cli.ts'

const sample = fileURLToPath(new URL('../../../models/default/samples/panda.jpg', import.meta.url))

describe('the built-in classifier', () => {
  it('explains a sample from a shell', async () => {
    const folder = temporaryFolder()
    const { exitCode, stdout } = await runCli(['explain', sample, '--save', 'overlay,json,npy'], folder)
    expect(exitCode).toBe(0)
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^giant panda.* 9\d %$/)
    const overlay = join(folder, lines.at(-1)!)
    expect(readFileSync(overlay).byteLength).toBeGreaterThan(50_000)

    const { body, run } = readExplanation(readFileSync(overlay.replace('overlay.png', 'submodular.388.json'), 'utf8'))
    expect(body.answer?.kept).toBeGreaterThanOrEqual(0.75 * body.answer!.reference)
    expect(body.answer?.share).toBeLessThan(0.5)
    expect(body.trust.insertion!).toBeGreaterThan(body.trust.random.insertion!)
    expect(body.trust.deletion!).toBeLessThan(body.trust.random.deletion!)
    expect(run.complete).toBe(true)
  })
})

describe('model', () => {
  it('calls the built-in classifier by its name, asked for by nobody or by its folder', async () => {
    const headlineOf = async (...argv: readonly string[]) => (await runCli(['model', ...argv])).stdout.split('\n')[0]
    expect(await headlineOf()).toBe('efficientnet-lite0')
    expect(await headlineOf(fileURLToPath(new URL('../../../models/default', import.meta.url)))).toBe('efficientnet-lite0')
  })
})
