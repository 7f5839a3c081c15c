import { join } from 'node:path'
import { median, table } from '../samples.mjs'
import { explain, inFolder, spentIn } from './explain.mjs'
import { writePictures } from './pictures.mjs'

const rounds = 3

/** Pictures per second of one and of two workers, in turn, from the first picture's beginning to the last one's end; and what is not the model. */
export async function measureSpeed({ command, pictures }) {
  const count = pictures ?? 20
  return await inFolder(async (folder) => {
    await writePictures(join(folder, 'pictures'), count)
    const rows = [['workers', 'pictures', 'pictures/s', 'outside the model', 'the same within documents']]
    const ratios = []
    for (let round = 0; round < rounds; round++) {
      const rates = []
      for (const workers of [1, 2]) {
        const out = join(folder, `out-${workers}-${round}`)
        await explain(command, folder, ['pictures', '--out', out, '--workers', String(workers)])
        const { documents, wall, model, total } = spentIn(out)
        rates.push((1000 * documents) / wall)
        rows.push([
          workers,
          documents,
          rates.at(-1).toFixed(3),
          percent(1 - model / (workers * wall)),
          percent(1 - model / total),
        ])
      }
      ratios.push(rates[1] / rates[0])
    }
    return `two workers against one: ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})\n${table(rows)}`
  })
}

const percent = (share) => `${(100 * share).toFixed(1)} %`
