// Insertion minus deletion area of the default search and of naive greedy, and the forwards of both, on the ten sample pictures.
// Method: one process, the embedded model, target = predicted class, seed 1. Search and curves only: the answer's forwards are told apart.
import { createKernels, explain, openModel, readPicture } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { machine, mean, samplePictures, table } from './samples.mjs'

export async function run() {
  const model = await openModel(defaultModel)
  const kernels = await createKernels('auto')
  const rows = [['picture', 'default', 'naive', 'ratio', 'forwards', 'naive forwards', 'share', 'answer', 'naive answer']]
  const results = []
  for (const { name, path } of samplePictures()) {
    process.stderr.write(`${name}\n`)
    const picture = await readPicture(path)
    const ours = await measure(model, picture, kernels, 'auto')
    const naive = await measure(model, picture, kernels, 'naive')
    results.push({ ours, naive })
    rows.push([name, ...columns(ours, naive)])
  }
  rows.push(['mean', ...columns(meanOf(results.map((r) => r.ours)), meanOf(results.map((r) => r.naive)))])
  process.stdout.write(`${machine()}\n${table(rows)}\n`)
  kernels.dispose()
  await model.dispose()
}

async function measure(model, picture, kernels, search) {
  let afterCurves = 0
  const onProgress = ({ stage, forwards }) => {
    if (stage !== 'answer') afterCurves = forwards
  }
  const { body } = await explain(model, picture, { kernels, parameters: { search }, onProgress })
  return {
    gain: body.trust.insertion - body.trust.deletion,
    forwards: afterCurves,
    answer: body.answer?.regions.length ?? Number.NaN,
  }
}

function meanOf(results) {
  return {
    gain: mean(results.map((result) => result.gain)),
    forwards: mean(results.map((result) => result.forwards)),
    answer: mean(results.map((result) => result.answer)),
  }
}

function columns(ours, naive) {
  return [
    ours.gain.toFixed(3),
    naive.gain.toFixed(3),
    (ours.gain / naive.gain).toFixed(3),
    ours.forwards.toFixed(0),
    naive.forwards.toFixed(0),
    `${((100 * ours.forwards) / naive.forwards).toFixed(1)} %`,
    ours.answer.toFixed(1),
    naive.answer.toFixed(1),
  ]
}
