import { architectureOf } from './names.mjs'

const [begin, end] = ['<!-- table: written by npm run bench -- architectures -->', '<!-- end of table -->']

/** The page with the table between its marks replaced. */
export function replaceTable(page, table) {
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/models.md has no place for the table: ${begin} ... ${end}`)
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}

const columns = [
  ['model', ({ name }) => architectureOf(name)],
  ['exporter', ({ name }) => (name.includes('.dynamo') ? 'dynamo' : 'TorchScript')],
  ['opset', ({ opset }) => opset ?? '-'],
  ['nodes', ({ nodes }) => nodes ?? '-'],
  ['works', (record) => (record.works ? 'yes' : `**no**: ${gapOf(record)}`)],
  ['cosine', ({ picture }) => shortOfOne(picture?.cosine)],
  ['relative L2', ({ picture }) => small(picture?.relative)],
  ['PyTorch f32', ({ single }) => small(single?.relative)],
  ['difference', ({ picture }) => small(picture?.difference)],
  ['gradient / forward', ({ milliseconds }) => ratio(milliseconds?.picture, milliseconds?.forward)],
  ['methods', ({ methods }) => (methods ? `${methods.suited} of ${methods.all}` : '-')],
  ['layer', ({ layer }) => (layer ? `\`${layer.name}\` ${sizeOf(layer)}` : 'none')],
  ['layer / forward', ({ milliseconds }) => ratio(milliseconds?.layerGradient, milliseconds?.forward)],
]

/** One line per file: how it was exported, whether it works, how near, how fast, and the layer picked. What was measured of no file is left out. */
export function drawTable(records) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const all = (key) => [...new Set(records.map((record) => record[key]))].join(', ')
  const shown = columns.filter(([, cell]) => records.some((record) => cell(record) !== '-'))
  const architectures = (some) => new Set(some.map(({ name }) => architectureOf(name))).size
  const working = records.filter(({ works }) => works)
  return [
    `${working.length} of ${records.length} files work, of ${architectures(working)} of ${architectures(records)} architectures. Commit ${all('commit')}; ${all('machine')}; ${all('date')}.`,
    '',
    line(shown.map(([title]) => title)),
    line(shown.map(() => '---')),
    ...records.map((record) => line(shown.map(([, cell]) => cell(record)))),
  ].join('\n')
}

/** Why a file does not work, in few words. */
function gapOf({ error, gaps, picture, layerGradient }) {
  if (error) return gaps?.length ? `\`${error.code}\` ${gaps.join('; ')}` : `\`${error.code}\` (${error.stage})`
  if (layerGradient?.onGrid < 1e-6) return 'no gradient on the grid of the layer'
  return isWrong(picture) ? 'the gradient is wrong' : 'the gradient at the layer is wrong'
}

const isWrong = (one) => !one?.finite || one.cosine < 0.999 || one.relative > 5e-2 || one.difference > 5e-2
const sizeOf = ({ channels, rows, columns, prefix, layout }) =>
  `${channels}x${rows}x${columns}${layout === 'tokens' ? ` of ${prefix ? `${prefix} + ` : ''}${rows * columns} tokens` : ''}`
const small = (value) => (value === undefined || value === null ? '-' : value.toExponential(1))
const ratio = (a, b) => (a === undefined || b === undefined ? '-' : (a / b).toFixed(2))
const shortOfOne = (value) => (value === undefined ? '-' : value >= 0.9999999 ? '1.0000000' : value.toFixed(7))
