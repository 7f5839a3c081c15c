// Class vectors for a model that gives embeddings, and the pictures that are left for a study: `npm run bench -- centroids <folder> --model <path>`.
// The folder holds one folder per class. Every second picture of a class makes its vector, the mean of their embeddings at length 1; the others are
// listed in `index.json`. `--length` is how many numbers an embedding has.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import {
  createKernels,
  createMaskEvaluator,
  createRegions,
  encodeNpy,
  openModel,
  readPicture,
  resolveBaseline,
} from '@telltale/core'

const black = { kind: 'black' }

export async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      model: { type: 'string' },
      length: { type: 'string', default: '1024' },
      out: { type: 'string', default: 'centroids' },
    },
  })
  const [folder] = positionals
  if (folder === undefined || values.model === undefined) {
    process.stderr.write(
      'Say where the pictures are, one folder per class, and which model: centroids <folder> --model <path>.\n',
    )
    process.exitCode = 2
    return
  }
  const length = Number(values.length)
  const embed = await openEmbedding(values.model, length)
  const classes = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(inNumbers)
  mkdirSync(values.out, { recursive: true })
  const rows = new Float32Array(classes.length * length)
  const left = []
  for (const [index, name] of classes.entries()) {
    const files = readdirSync(join(folder, name)).sort(inNumbers)
    const own = rows.subarray(index * length, (index + 1) * length)
    for (const [place, file] of files.entries()) {
      const path = join(folder, name, file)
      if (place % 2 === 1) left.push({ file: relative(values.out, path).split('\\').join('/'), class: index })
      else for (const [at, value] of (await embed(path)).entries()) own[at] += value
    }
    process.stderr.write(`${index + 1} of ${classes.length}: ${name}\n`)
  }
  writeFileSync(join(values.out, 'centroids.npy'), encodeNpy(rows, [classes.length, length]))
  writeFileSync(join(values.out, 'labels.txt'), `${classes.join('\n')}\n`)
  writeFileSync(join(values.out, 'index.json'), `${JSON.stringify(left, null, 1)}\n`)
}

/** What gives the embedding of a picture: cosines with the axes are the numbers of a vector of length 1. */
async function openEmbedding(path, length) {
  const axes = new Float32Array(length * length)
  for (let axis = 0; axis < length; axis++) axes[axis * (length + 1)] = 1
  const attach = { kind: 'centroids', shape: [length, length], values: axes, scale: 1 }
  const classifier = await openModel(path, { attach, threads: 1 })
  const kernels = await createKernels('auto')
  return async (picturePath) => {
    const picture = await readPicture(picturePath)
    const frame = classifier.frame(picture)
    const regions = createRegions(frame, { kind: 'grid', count: 1 }, picture)
    const evaluator = createMaskEvaluator({
      classifier,
      kernels,
      frame,
      regions,
      baseline: black,
      baselineRgb: resolveBaseline(black, frame, regions),
      targets: Array.from({ length }, (_, axis) => ({ class: axis })),
      memorySharedBy: 1,
    })
    const { logits } = await evaluator.evaluate({ kind: 'regions', count: 1, weights: Float32Array.of(1) })
    evaluator.release()
    return logits
  }
}

/** 2 before 10. */
function inNumbers(a, b) {
  return a.localeCompare(b, 'en', { numeric: true })
}
