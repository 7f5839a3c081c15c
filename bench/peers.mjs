// One explanation against the plain Python loop of the reference design (peers/naive_greedy.py): same ONNX file, frame, regions and
// baseline, one thread each. Method: after one warm-up picture, per picture the loop and our document run one after the other, and which
// comes first changes each time. Ours is the whole document (frame, regions, default search, curves, answer); models are open on both sides.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createKernels, encodePng, explain, openModel, readPicture, writeExplanation } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { machine, median, samplePictures, table } from './samples.mjs'

const script = fileURLToPath(new URL('peers/naive_greedy.py', import.meta.url))

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string' },
      python: { type: 'string', default: 'python3' },
      pictures: { type: 'string', default: '5' },
      baseline: { type: 'string', default: 'mean' },
      agree: { type: 'boolean', default: false },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'telltale-peers-'))
  const kernels = await createKernels('auto')
  const model = await openModel(values.model ?? defaultModel, { threads: 1 })
  const file = values.model ? join(values.model, 'model.onnx') : fileURLToPath(defaultModel.model)
  const context = { folder, kernels, model, file, python: values.python, baseline: { kind: values.baseline } }
  try {
    const [warmUp, ...pictures] = samplePictures()
    await ours(context, await readPicture(warmUp.path))
    const pairs = []
    for (const { name, path } of pictures.slice(0, Number(values.pictures))) {
      process.stderr.write(`${name}\n`)
      pairs.push({ name, ...(await comparePicture(context, await readPicture(path), pairs.length % 2 === 0, values.agree)) })
    }
    process.stdout.write(report(pairs, model.info.name, values))
  } finally {
    kernels.dispose()
    await model.dispose()
    rmSync(folder, { recursive: true })
  }
}

/** Regions and frame have to exist before the loop can start, so a document made for that alone comes before the timed ones. */
async function comparePicture(context, picture, loopFirst, agree) {
  const { folder, kernels, model, baseline } = context
  const small = { kernels, baseline, budget: 32 }
  writeFileSync(join(folder, 'document.json'), writeExplanation(await explain(model, picture, small)))
  writeFileSync(join(folder, 'frame.png'), await encodePng(model.frame(picture)))
  const before = loopFirst ? loop(context) : null
  const document = await ours(context, picture)
  const pair = { document, loop: before ?? loop(context) }
  if (!agree) return pair
  const naive = await explain(model, picture, { kernels, baseline, parameters: { search: 'naive' } })
  const first = naive.body.attribution.order.findIndex((region, t) => region !== pair.loop.order[t])
  return { ...pair, agreement: first === -1 ? 'same order' : `differs at ${first}, margin ${pair.loop.margins[first]}` }
}

async function ours({ kernels, model, baseline }, picture) {
  const cpu = process.cpuUsage()
  const started = performance.now()
  let untilAnswer = 0
  const onProgress = ({ stage }) => {
    if (stage !== 'answer') untilAnswer = performance.now() - started
  }
  const { run } = await explain(model, picture, { kernels, baseline, onProgress })
  const { user, system } = process.cpuUsage(cpu)
  return {
    forwards: run.forwards,
    seconds: run.milliseconds.total / 1000,
    secondsUntilAnswer: untilAnswer / 1000,
    cpuSeconds: (user + system) / 1e6,
    modelSeconds: run.milliseconds.model / 1000,
  }
}

function loop({ folder, file, python, baseline }) {
  const args = [script, file, join(folder, 'document.json'), join(folder, 'frame.png')]
  const { status, error, stdout, stderr } = spawnSync(python, [...args, '--baseline', baseline.kind], { encoding: 'utf8' })
  if (status === 0) return JSON.parse(stdout)
  throw new Error(`The Python loop failed; see bench/peers/README.md for what it needs.\n${error?.message ?? stderr}`)
}

function report(pairs, name, { baseline }) {
  const ratios = pairs.map(({ document, loop }) => loop.seconds / document.seconds)
  const ofCpu = pairs.map(({ document, loop }) => loop.cpuSeconds / document.cpuSeconds)
  const withoutAnswer = pairs.map(({ document, loop }) => loop.seconds / document.secondsUntilAnswer)
  const rows = [
    ['picture', 'loop forwards', 'loop s', 'in the model', 'our forwards', 'our s', 'in the model', 'times as fast', 'order'],
    ...pairs.map(({ name: picture, document, loop, agreement }, index) => [
      picture,
      ...[loop.forwards, loop.seconds.toFixed(2), percent(loop.modelSeconds / loop.seconds)],
      ...[document.forwards, document.seconds.toFixed(2), percent(document.modelSeconds / document.seconds)],
      ratios[index].toFixed(2),
      agreement ?? '-',
    ]),
  ]
  const { numpy, onnxruntime } = pairs[0].loop.versions
  return [
    `${machine()}; ${name}; numpy ${numpy}, onnxruntime ${onnxruntime}; baseline ${baseline}; one thread each`,
    table(rows),
    `the whole document: ${spread(ratios)}`,
    `the whole document, processor time: ${spread(ofCpu)}`,
    `search and curves, without the answer: ${spread(withoutAnswer)}`,
    '',
  ].join('\n')
}

function spread(ratios) {
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2))
  return `${median(ratios).toFixed(2)} times as fast as the loop (median of ${ratios.length}, ${low} to ${high})`
}

const percent = (share) => `${(100 * share).toFixed(1)} %`
