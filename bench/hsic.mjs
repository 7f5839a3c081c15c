// How much of HSIC's wall time is the model's: 768 masks of a 7 x 7 grid on the embedded model, one thread, one process.
// Method: the evaluator's own times of the model against the clock around the whole method (masks, estimator, statistics and partial maps).
// The first picture is cold (code still compiles), the rest are warm.

import { parseArgs } from 'node:util'
import { createKernels, createRegions, methods, openModel, readPicture } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { openEvaluator } from './results/evaluate.mjs'
import { machine, median, samplePictures, table } from './samples.mjs'

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: { pictures: { type: 'string', default: '4' }, samples: { type: 'string', default: '768' } },
  })
  const model = await openModel(defaultModel, { threads: 1 })
  const kernels = await createKernels('auto')
  const rows = [['picture', 'forwards', 'total ms', 'model ms', 'mask', 'read', 'in the model']]
  const shares = []
  for (const { name, path } of samplePictures().slice(0, Number(values.pictures))) {
    const { forwards, total, milliseconds } = await measure(model, kernels, await readPicture(path), Number(values.samples))
    const share = milliseconds.model / total
    shares.push(share)
    const times = [total, milliseconds.model, milliseconds.mask, milliseconds.read].map((time) => time.toFixed(0))
    rows.push([name, forwards, ...times, percent(share)])
  }
  const [cold, ...others] = shares
  process.stdout.write(`${machine()}\n${table(rows)}\n`)
  process.stdout.write(`in the model: first picture ${percent(cold)}, median of the later ones ${percent(median(others))}\n`)
  kernels.dispose()
  await model.dispose()
}

async function measure(model, kernels, picture, samples) {
  const frame = model.frame(picture)
  const regions = createRegions(frame, { kind: 'slico', count: 49 }, picture)
  const evaluator = openEvaluator({ model, kernels, frame, regions, target: 0 }, { kind: 'mean' })
  const hsic = methods.find(({ name }) => name === 'hsic')
  const { signal } = new AbortController()
  const context = { evaluator, target: 0, kernels, budget: Number.POSITIVE_INFINITY, seed: 1, signal, report: () => {} }
  const started = performance.now()
  await hsic.run(context, hsic.parameters.parse({ samples }))
  const total = performance.now() - started
  const { forwards, milliseconds } = evaluator.spent
  evaluator.release()
  return { forwards, total, milliseconds }
}

const percent = (share) => `${(100 * share).toFixed(2)} %`
