// What a batch costs beside the model, and how it grows: `speed` two workers against one, `filling` what batches of masks from several pictures
// could gain, `memory` the processes over a thousand pictures (writes docs/results/batch-memory.svg), `startup` a folder of 100 000 finished
// pictures. All of them unless named. `--pictures n` takes so many; `--model path` is for speed and memory.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureFilling } from './batch/filling.mjs'
import { measureMemory } from './batch/memory.mjs'
import { measureSpeed } from './batch/speed.mjs'
import { measureStartup } from './batch/startup.mjs'
import { machine } from './samples.mjs'

const parts = { speed: measureSpeed, filling: measureFilling, memory: measureMemory, startup: measureStartup }
const commandLine = [fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))]

/** `command` is what node runs to be the command line. */
export async function run(args, command = commandLine) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      pictures: { type: 'string' },
      model: { type: 'string' },
      out: { type: 'string', default: fileURLToPath(new URL('../docs/results', import.meta.url)) },
    },
  })
  process.stdout.write(`${machine()}\n`)
  for (const [name, measure] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const model = values.model === undefined ? [] : ['--model', resolve(values.model)]
    const pictures = values.pictures === undefined ? null : Number(values.pictures)
    process.stdout.write(`${name}: ${await measure({ command, pictures, model, out: values.out })}\n`)
  }
}
