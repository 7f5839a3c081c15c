import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explain, inFolder } from './explain.mjs'
import { writePictures } from './pictures.mjs'

/** Seconds that the same command takes on a folder in which everything is finished. */
export async function measureStartup({ command, pictures }) {
  const count = pictures ?? 100_000
  return await inFolder(async (folder) => {
    await writePictures(join(folder, 'pictures'), 1)
    await explain(command, folder, ['pictures', '--save', 'json', '--budget', '32'])
    multiply(folder, count)
    const { wall, processor } = await explain(command, folder, ['pictures', '--save', 'json', '--budget', '32'])
    const journal = statSync(join(folder, 'telltale-out', 'journal.jsonl')).size / 1e6
    return `${(wall / 1000).toFixed(1)} s, ${processor.toFixed(1)} of them on processors, for ${count} finished pictures (journal of ${journal.toFixed(0)} MB), opening the model and writing the tables included`
  })
}

/** Makes so many pictures and journal lines of the one there is. */
function multiply(folder, count) {
  const out = join(folder, 'telltale-out')
  const line = JSON.parse(readFileSync(join(out, 'journal.jsonl'), 'utf8'))
  const lines = Array.from({ length: count }, (_, index) => {
    const key = index.toString(16).padStart(12, '0') + line.key.slice(12)
    const name = `pictures/${String(index).padStart(6, '0')}.png`
    // Nobody reads a file that has the size and the time of its line.
    writeFileSync(join(folder, name), 'x')
    utimesSync(join(folder, name), 1, 1)
    mkdirSync(join(out, `${String(index).padStart(6, '0')}~${key.slice(0, 12)}`))
    return JSON.stringify({ ...line, key, picture: name, file: `../${name}`, size: 1, modified: 1000 })
  })
  writeFileSync(join(out, 'journal.jsonl'), `${lines.join('\n')}\n`, { flag: 'a' })
}
