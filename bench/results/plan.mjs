import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createKernels, openModel, readPicture } from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import { createRandom, shuffled } from './core.mjs'
import { predictedClass } from './evaluate.mjs'

/** Order of the pictures: the same for every model. */
const seed = 1

/** Where a model comes from: the product's own, or a folder of `shared/models`. */
export function openByName(name, shared) {
  return openModel(name === defaultModel.name ? defaultModel : join(shared, 'models', name), { threads: 1 })
}

/**
 * What is to be measured, so that an early stop leaves every model as many pictures: 49 regions first, then 100 for a third of the
 * pictures; for each place in the order first the next rightly predicted picture of every model, then the next wrong one, half as many.
 */
export async function planJobs({ shared, work, models, pictures }) {
  const groups = new Map()
  for (const model of models) groups.set(model, await splitPictures(model, shared, work))
  const jobs = []
  for (const [regions, wanted] of [
    [49, pictures],
    [100, Math.ceil(pictures / 3)],
  ])
    for (let place = 0; place < wanted; place++)
      for (const right of place % 2 === 0 ? [true, false] : [true])
        for (const model of models) {
          const picture = groups.get(model).filter((one) => one.right === right)[right ? place : place / 2]
          if (picture) jobs.push({ id: `${model}-${regions}-${picture.file.replace('.png', '')}`, model, regions, ...picture })
        }
  return jobs
}

/** Every picture with its true class as the model numbers it, and whether the model predicts that. Kept in the work folder. */
async function splitPictures(name, shared, work) {
  const kept = join(work, `${name}.json`)
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'))
  process.stderr.write(`classifying every picture with ${name}\n`)
  const folder = join(shared, 'images', 'nips17')
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))
  const model = await openByName(name, shared)
  const kernels = await createKernels('auto')
  const found = []
  for (const at of shuffled(index.length, createRandom(seed))) {
    const entry = index[at]
    // Models with 1001 outputs have a background class before the others.
    const truth = entry.class + (model.info.classes === 1001 ? 1 : 0)
    const predicted = await predictedClass(model, kernels, await readPicture(join(folder, entry.file)))
    found.push({ file: entry.file, truth, predicted, right: predicted === truth })
  }
  kernels.dispose()
  await model.dispose()
  mkdirSync(work, { recursive: true })
  writeFileSync(kept, JSON.stringify(found))
  return found
}
