import { machine } from '../samples.mjs'
import { bidirectionalForwards, defaultSearch } from './searches.mjs'
import { compareSearches, describeAnswers } from './statistics.mjs'

/** docs/results/searches.md: groups are `{ model, regions, right, records }`. */
export function drawPage(groups, records) {
  const commits = [...new Set(records.flatMap(({ searches }) => Object.values(searches).map(({ commit }) => commit)))]
  return [
    '# Every search: quality against forwards',
    '',
    'Made by `npm run bench -- results`; do not edit. The pictures are not part of the repository: `--shared <folder>` says where they are.',
    `Measured at commit ${commits.join(', ')} on ${machine()}, one thread, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '![Insertion minus deletion area in percent of naive greedy against forwards](searches.svg)',
    '',
    ...howItWasMeasured,
    ...defaultSummary(groups),
    ...groups.flatMap((group) => groupSection(group)),
  ].join('\n')
}

const howItWasMeasured = [
  'Pictures: photographs of the NIPS 2017 adversarial development set, in one seeded order that all models share. Rightly predicted ones are explained for',
  'their predicted class, wrongly predicted ones for their true class, which the model does not predict. Baseline: the mean colour of the frame. Seed 1.',
  'Weights: consistency 1, collaboration 1. SLICO regions; N is what the frame really has.',
  '',
  '* **forwards**: different masks that the search measured, without the two ends of the curves, which every explanation measures. **open**: further',
  '  ones for both curves of its order. **J**: insertion minus deletion area, trapezoids over the exact region areas.',
  '* **J %**: mean J over the mean J of naive greedy, ± the standard error of the paired difference. **median**, **worst**: of the ratios picture by',
  '  picture. **≥**: pictures on which J is at least that of naive greedy; **< 90**: pictures with a ratio below 90 %.',
  '* **h25**: the highest probability of the target among prefixes within 25 % of the area, with the number of pictures whose first region fits, where',
  '  not all do.',
  '* `stochastic` searches the first 10 regions only and estimates the rest: it is made for short prefixes, not for these areas.',
  '* Wrong predictions: where the true class hardly ever gets any probability, J of naive greedy is near 0 and the ratio of one picture says little.',
  '* All values are mean ± standard error over the pictures of a table. A single picture is no evidence, and few pictures are little.',
  '',
]

/** The one table that the default search is judged by. */
function defaultSummary(groups) {
  const rows = groups.map(({ model, regions, right, records }) => {
    const rows = compareSearches(records)
    const [naive, ours] = ['naive', defaultSearch].map((name) => rows.find((row) => row.name === name))
    if (!naive || !ours) return []
    const total = ours.forwards + ours.open
    return [
      ...[model, regions, right ? 'right' : 'wrong', records.length, withError(ours.share, 1)],
      ...[ours.medianRatio.toFixed(0), ours.worstRatio.toFixed(0), `${ours.below90} of ${records.length}`],
      (ours.deletion.mean - naive.deletion.mean).toFixed(3),
      `${total.toFixed(0)}, ${((100 * total) / naive.forwards).toFixed(1)} %`,
    ]
  })
  const heading = [
    'model',
    'N asked',
    'predictions',
    'pictures',
    'J %',
    'median',
    'worst',
    '< 90',
    'deletion - naive’s',
    'forwards with curves',
  ]
  return ['## The default search against naive greedy', '', markdownTable([heading, ...rows.filter((row) => row.length > 0)]), '']
}

function groupSection({ model, right, records }) {
  const sizes = [...new Set(records.map((record) => record.regions))].join(', ')
  const rows = compareSearches(records)
  const title = `## ${model}, N = ${sizes}, ${right ? 'right' : 'wrong'} predictions (${counted(records.length, 'picture')})`
  const heading = ['search', 'forwards', 'open', 'insertion', 'deletion', 'J', 'J %', 'median', 'worst', '≥', '< 90', 'h25']
  const naive = rows.find(({ name }) => name === 'naive').forwards
  const cells = rows.map((row) => [
    row.name === defaultSearch ? `**${row.name}** (default)` : row.name,
    `${row.forwards.toFixed(0)} (${((100 * row.forwards) / naive).toFixed(0)} %)`,
    ...[row.open.toFixed(0), withError(row.insertion), withError(row.deletion), withError(row.gain)],
    row.name === 'naive' ? '100' : withError(row.share, 1),
    ...[row.medianRatio.toFixed(0), row.worstRatio.toFixed(0), row.atLeast, row.below90],
    row.highest ? `${withError(row.highest)}${row.fitting < records.length ? ` (${row.fitting})` : ''}` : '-',
  ])
  return [title, '', markdownTable([heading, ...cells]), '', ...countLine(rows, records), ...answerLines(records), '']
}

/** The published count is an upper bound; what the memo saves at the first step is known, the rest depends on the picture. */
function countLine(rows, records) {
  const found = rows.find(({ name }) => name === 'bidirectional')
  const bounds = [...new Set(records.map((record) => record.regions))].map((regions) => bidirectionalForwards(regions))
  if (!found || bounds.length !== 1) return []
  const [{ published, memoised }] = bounds
  return [
    `Bidirectional: at most ${published} forwards as published, both ends included; ${memoised} without the ends and with the masks of its first step counted once. ` +
      `Measured: ${found.forwards.toFixed(0)} in the mean, ${found.mostForwards} at most.`,
    '',
  ]
}

function answerLines(records) {
  const found = describeAnswers(records)
  if (found.answers === 0) return ['No measured set gave the target enough probability for an answer.']
  const held = found.held.map(({ name, answers }) => `${name} ${answers}`).join(', ')
  const lines = [
    `Default search: ${found.answers} of ${found.pictures} pictures have an answer, of ${withError(found.regions, 1)} regions (median ${found.regions.median}), ` +
      `${percent(found.share)} of the area; ${found.irreducible} are irreducible. Finding answer and flip took ${found.answerForwards.mean.toFixed(0)} forwards more. ` +
      `Shown alone on another fill the answer still gives the target (of ${found.answers}): ${held}.`,
  ]
  if (found.flips > 0)
    lines.push(
      `Hiding ${withError(found.flipRegions, 1)} regions (median ${found.flipRegions.median}), ${percent(found.flipShare)} of the area, changes the decision; ` +
        `on another fill too (of ${found.flips}): ${found.held.map(({ name, flips }) => `${name} ${flips}`).join(', ')}.`,
    )
  return lines
}

/** A mean with its standard error, where there is one. */
function withError({ mean, error }, digits = 3) {
  return Number.isNaN(error) ? mean.toFixed(digits) : `${mean.toFixed(digits)} ± ${error.toFixed(digits)}`
}

const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`

const percent = ({ mean, error }) => `${withError({ mean: 100 * mean, error: 100 * error }, 1)} %`

function markdownTable([heading, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(heading), line(heading.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
