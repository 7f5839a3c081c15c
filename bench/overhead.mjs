// How much of an explanation's wall time is not the model: default search, curves and answer on the embedded model, one thread, one process.
// Method: the document's own times. The first picture is cold (code still compiles), the rest are warm; the share is 1 - model / total.
import { createKernels, explain, openModel, readPicture } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { machine, median, samplePictures, table } from './samples.mjs'

export async function run() {
  const model = await openModel(defaultModel, { threads: 1 })
  const kernels = await createKernels('auto')
  const rows = [['picture', 'forwards', 'total ms', 'model ms', 'mask', 'read', 'other', 'outside the model']]
  const shares = []
  for (const { name, path } of samplePictures()) {
    const { run } = await explain(model, await readPicture(path), { kernels })
    const { total, model: inside, mask, read, other } = run.milliseconds
    const share = 1 - inside / total
    shares.push(share)
    rows.push([
      name,
      run.forwards,
      total.toFixed(0),
      inside.toFixed(0),
      mask.toFixed(0),
      read.toFixed(0),
      other.toFixed(0),
      percent(share),
    ])
  }
  const [cold, second, ...others] = shares
  process.stdout.write(`${machine()}\n${table(rows)}\n`)
  process.stdout.write(
    `outside the model: first picture ${percent(cold)}, second ${percent(second)}, median of the later ones ${percent(median(others))}\n`,
  )
  kernels.dispose()
  await model.dispose()
}

const percent = (share) => `${(100 * share).toFixed(2)} %`
