import { join } from 'node:path'
import { createRegions, readPicture } from '@telltale/core'
import {
  areaUnderCurve,
  createHostBeside,
  createRandom,
  findAnswer,
  highestWithin,
  measureCurves,
  prepareMethod,
  secondBaseline,
  setsOfEvaluator,
} from './core.mjs'
import { openEvaluator } from './evaluate.mjs'
import { answerOnFills } from './fills.mjs'
import { defaultSearch, searches } from './searches.mjs'

const baseline = { kind: 'mean' }
const seed = 1

/**
 * One record, or what is new of it: the named searches on one picture. They share one evaluator, which runs no mask twice, but each has
 * region sets of its own, so that each learns from and counts the masks it asked for and no others.
 */
export async function measureJob(job, names, { model, kernels, shared }) {
  const picture = await readPicture(join(shared, 'images', 'nips17', job.file))
  const frame = model.frame(picture)
  const regions = createRegions(frame, { kind: 'slico', count: job.regions }, picture)
  const place = { model, kernels, frame, regions, target: job.truth }
  const evaluator = openEvaluator(place, baseline)
  const record = { ...job, requested: job.regions, regions: regions.count, searches: {} }
  try {
    for (const { name, parameters } of searches.filter((search) => names.includes(search.name))) {
      const host = await createHostBeside(kernels)
      try {
        const found = await runSearch({ evaluator, kernels, host }, parameters)
        record.searches[name] = found.result
        Object.assign(record, found.ends)
        if (name === defaultSearch) record.answer = await answerOf(found, place)
      } finally {
        host.dispose()
      }
    }
  } finally {
    evaluator.release()
  }
  return record
}

/** Every explanation measures both ends of the curves, so they belong to no search's count. */
async function runSearch({ evaluator, kernels, host }, parameters) {
  const sets = setsOfEvaluator(evaluator, 0, { features: false, host })
  const [blank, whole] = await sets.measure([new Uint8Array(sets.count), new Uint8Array(sets.count).fill(1)])
  const method = prepareMethod('submodular', parameters)
  const { attribution } = await method.run({
    evaluator,
    target: 0,
    sets,
    kernels,
    budget: Number.POSITIVE_INFINITY,
    seed,
    random: createRandom(seed),
    signal: new AbortController().signal,
    report: () => undefined,
  })
  const forwards = [...sets.measured()].length - 2
  const curves = await measureCurves(sets, attribution.order)
  const result = {
    forwards,
    open: [...sets.measured()].length - 2 - forwards,
    insertion: rounded(areaUnderCurve(curves.share, curves.insertion)),
    deletion: rounded(areaUnderCurve(curves.share, curves.deletion)),
    highest: highestWithin(curves).map(({ kept }) => (kept === null ? null : rounded(kept))),
  }
  const ends = { picture: rounded(whole.probability), blank: rounded(blank.probability) }
  return { sets, order: attribution.order, whole, result, ends }
}

/** The answer and the flip of the default search, and on which fills they hold. Null when nothing measured gives the target. */
async function answerOf({ sets, order, whole }, place) {
  const other = openEvaluator(place, secondBaseline(baseline))
  try {
    const before = [...sets.measured()].length
    const found = await findAnswer({
      sets,
      second: setsOfEvaluator(other, 0, { features: false }),
      order,
      whole,
      targetIsPredicted: whole.probability >= whole.top,
      signal: new AbortController().signal,
    })
    if (!found) return null
    const fills = await answerOnFills(found, place)
    const { flip } = found
    return {
      forwards: [...sets.measured()].length - before,
      regions: found.regions.length,
      share: rounded(found.share),
      kept: rounded(found.kept.probability),
      irreducible: found.irreducible,
      flip: flip && { regions: flip.regions.length, share: rounded(flip.share), irreducible: flip.irreducible },
      fills,
    }
  } finally {
    other.release()
  }
}

const rounded = (value) => Math.round(value * 1e5) / 1e5
