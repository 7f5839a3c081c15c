import { createKernels, explain, openModel, readPicture } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { samplePictures, table } from '../samples.mjs'

/** Milliseconds of a forward with which batches of eight are formed. */
const quickForward = 12

/** How the model's batches are filled, and what time filling each of them would save at most. */
export async function measureFilling({ pictures }) {
  const model = await openModel(defaultModel, { threads: 1 })
  const kernels = await createKernels('auto')
  const byShape = new Map()
  const session = {
    ...model.session,
    run: async (inputs, outputs, batch) => {
      const started = performance.now()
      await model.session.run(inputs, outputs, batch)
      const seen = byShape.get(batch) ?? { runs: 0, fastest: Number.POSITIVE_INFINITY }
      byShape.set(batch, { runs: seen.runs + 1, fastest: Math.min(seen.fastest, performance.now() - started) })
    },
  }
  let forwards = 0
  for (const { path } of samplePictures().slice(0, pictures ?? 10)) {
    // On a busy machine a forward seems so slow that no batch is formed; what is looked at here are batches.
    const quick = { ...model, session, forwardMilliseconds: Math.min(model.forwardMilliseconds, quickForward) }
    forwards += (await explain(quick, await readPicture(path), { kernels })).run.forwards
  }
  kernels.dispose()
  await model.dispose()

  // The fastest run of each shape is what the shape costs; the others waited for something else.
  const shapes = [...byShape]
    .sort(([a], [b]) => a - b)
    .map(([shape, { runs, fastest }]) => ({ shape, rows: shape * runs, time: runs * fastest, pace: fastest / shape }))
  const rows = shapes.reduce((sum, each) => sum + each.rows, 0)
  const time = shapes.reduce((sum, each) => sum + each.time, 0)
  const pace = Math.min(...shapes.map((each) => each.pace))
  const lines = shapes.map((each) => [each.shape, percent(each.rows / rows), percent(each.time / time), each.pace.toFixed(2)])
  return `${percent(1 - forwards / rows)} of ${rows} rows are padding; all rows at the pace of the fastest shape would save ${percent(1 - (forwards * pace) / time)} of the model's time\n${table([['batch', 'rows', 'time', 'ms/row'], ...lines])}`
}

const percent = (share) => `${(100 * share).toFixed(1)} %`
