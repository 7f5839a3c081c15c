import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawChart } from './chart.mjs'
import { drawPage } from './page.mjs'
import { searches } from './searches.mjs'

/** Writes searches.md, searches.json and searches.svg into the folder `out`. Says so when there is nothing to write. */
export function writePages(records, { out }) {
  const whole = records.filter((record) => searches.every(({ name }) => record.searches[name]))
  if (whole.length === 0) {
    process.stderr.write('No record is complete yet: nothing was written.\n')
    return
  }
  mkdirSync(out, { recursive: true })
  const groups = groupRecords(whole)
  writeFileSync(join(out, 'searches.md'), `${drawPage(groups, whole)}\n`)
  writeFileSync(join(out, 'searches.json'), `[\n${whole.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`)
  writeFileSync(join(out, 'searches.svg'), drawChart(groups))
}

/** Records of one model, number of regions asked for, and kind of prediction; right before wrong, 49 before 100. */
function groupRecords(records) {
  const groups = new Map()
  for (const record of records) {
    const { model, requested, right } = record
    const key = JSON.stringify([model, requested, right])
    if (!groups.has(key)) groups.set(key, { model, regions: requested, right, records: [] })
    groups.get(key).records.push(record)
  }
  return [...groups.values()].sort((a, b) => a.regions - b.regions || Number(b.right) - Number(a.right))
}
