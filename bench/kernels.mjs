// The goals of the WebAssembly kernels, as ratios within one run: SIMD against scalar, against a memory copy, against the same loop in C (bench/native),
// and HSIC against its definition. Method: `measureKernels` of core, every line of a work in turns. The verdict is on the medians;
// on a busy machine, marked unsteady, the fastest runs say more, and so does `--clock processor`.

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  createKernels,
  createNodeRuntime,
  measureKernels,
  processorClock,
  rasteriseSvg,
  renderMeasurements,
} from '@telltale/core'
import { buildTwins } from './native/build.mjs'
import { openTwins } from './native/open-twin.mjs'
import { machine, table } from './samples.mjs'

/** What is to be reached: the line `of` beside another of the same work, at least so many times as fast. */
const goals = [
  { works: ['maskRegions'], of: 'wasm-simd', beside: 'gcc', least: 0.9 },
  { works: ['maskRegions'], of: 'wasm-simd', beside: 'memory copy', least: 0.5 },
  { works: ['maskRegions', 'maskGrid', 'accumulateGrid', 'hsic'], of: 'wasm-simd', beside: 'wasm', least: 2 },
  { works: ['hsicScores'], size: '1500 samples, 784 cells', of: 'wasm-simd', beside: 'by definition', least: 300 },
]

/** What is counted: on a busy machine, the time this process had a processor says more than the time that went by. */
const clocks = { time: () => performance.now(), processor: processorClock }

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '15' },
      only: { type: 'string' },
      json: { type: 'boolean' },
      picture: { type: 'string' },
      clock: { type: 'string', default: 'time' },
    },
  })
  const twins = buildTwins()
  const { runtime } = await createNodeRuntime({ threads: 1 })
  const backends = []
  for (const name of ['wasm', 'wasm-simd']) backends.push({ kernels: await createKernels(name), runtime })
  try {
    const measured = await measureKernels({
      clock: clocks[values.clock],
      backends,
      runtime,
      runs: Number(values.runs),
      ...(values.only && { works: values.only.split(',') }),
      ...(twins && { outside: openTwins(twins.program, values.clock) }),
      machine: {
        machine: machine(),
        clock: values.clock === 'time' ? 'time' : 'processor time',
        ...(twins && { compiler: twins.compiler }),
      },
      report: ({ work, share }) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${Math.floor(100 * share)} % ${work}\u001b[K`)
      },
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    if (values.picture !== undefined) writeFileSync(values.picture, await rasteriseSvg(await renderMeasurements(measured)))
    process.stdout.write(values.json ? `${JSON.stringify(measured)}\n` : `${report(measured)}\n`)
  } finally {
    for (const { kernels } of backends) kernels.dispose()
    twins?.remove()
  }
}

function report({ machine, lines }) {
  const times = (line) => (line ? line.milliseconds.median.toFixed(4) : '-')
  const rows = goals.flatMap((goal) =>
    lines
      .filter(({ work, size, name }) => goal.works.includes(work) && (goal.size ?? size) === size && name === goal.of)
      .flatMap((line) => {
        const other = lines.find(({ work, size, name }) => work === line.work && size === line.size && name === goal.beside)
        if (!other) return []
        const ratio = other.milliseconds.median / line.milliseconds.median
        const undisturbed = other.milliseconds.fastest / line.milliseconds.fastest
        const isUnsteady = [line, other].some(({ notes }) => notes.includes('unsteady'))
        const verdict = `${ratio >= goal.least ? 'reached' : 'MISSED'}${isUnsteady ? ', unsteady' : ''}`
        return [
          [
            `${line.work}: ${line.size}`,
            goal.beside,
            times(line),
            times(other),
            ratio.toPrecision(3),
            undisturbed.toPrecision(3),
            `>= ${goal.least}`,
            verdict,
          ],
        ]
      }),
  )
  const heading = ['wasm-simd', 'beside', 'its ms', 'other ms', 'times as fast', 'fastest runs', 'goal', 'verdict']
  return [...Object.values(machine), table([heading, ...rows])].join('\n')
}
