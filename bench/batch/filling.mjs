import { createKernels, explain, openModel, readPicture } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { samplePictures, table } from '../samples.mjs'

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
      const seen = byShape.get(batch) ?? { runs: 0, milliseconds: 0 }
      byShape.set(batch, { runs: seen.runs + 1, milliseconds: seen.milliseconds + performance.now() - started })
    },
  }
  let forwards = 0
  for (const { path } of samplePictures().slice(0, pictures ?? 10)) {
    forwards += (await explain({ ...model, session }, await readPicture(path), { kernels })).run.forwards
  }
  kernels.dispose()
  await model.dispose()

  const shapes = [...byShape]
    .sort(([a], [b]) => a - b)
    .map(([shape, { runs, milliseconds }]) => ({ shape, rows: shape * runs, milliseconds }))
  const rows = shapes.reduce((sum, { rows }) => sum + rows, 0)
  const time = shapes.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  const pace = Math.min(...shapes.map((each) => each.milliseconds / each.rows))
  const lines = shapes.map((each) => [
    each.shape,
    percent(each.rows / rows),
    percent(each.milliseconds / time),
    (each.milliseconds / each.rows).toFixed(2),
  ])
  return `${percent(1 - forwards / rows)} of ${rows} rows are padding; all rows at the pace of the fastest shape would save ${percent(1 - (forwards * pace) / time)} of the model's time\n${table([['batch', 'rows', 'time', 'ms/row'], ...lines])}`
}

const percent = (share) => `${(100 * share).toFixed(1)} %`
