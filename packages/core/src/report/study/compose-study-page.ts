import { encodeBytes } from '../../explanation/base64.ts'
import { escapeXml } from '../../render/svg.ts'
import type { StudyAbout } from '../../studies/study.ts'
import type { ReportChart, ReportSection, StudyReport } from '../../studies/study-report.ts'
import { drawBarChart } from './charts/bar-chart.ts'
import { drawHeatChart } from './charts/heat-chart.ts'
import { drawLineChart, lineLegend } from './charts/line-chart.ts'
import { drawTable } from './draw-table.ts'
import { sortScript } from './sort-script.ts'
import { studyStyle } from './study-style.ts'

/** What a page says of a run besides what the study found. */
export interface StudyPageFacts {
  readonly about: StudyAbout
  /** Samples whose records are in the report, and those that were wanted. */
  readonly samples: number
  readonly wanted: number
  readonly skipped: readonly { readonly id: string; readonly code: string; readonly reason: string }[]
  /** Version of Telltale, and what computed. */
  readonly versions: string
  /** Everything that the run was told, as JSON. */
  readonly settings: string
}

/**
 * A study as one page of HTML that loads nothing: words first, then tables and charts. It can be read without its program, which only sorts. What
 * strangers named stands in it as text.
 */
export async function composeStudyPage(report: StudyReport, facts: StudyPageFacts): Promise<string> {
  const style = studyStyle()
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${await policyOf(style, sortScript)}">
<title>${escapeXml(report.title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeXml(report.title)}</h1>
<section class="summary" aria-label="Summary">
${report.summary.map((sentence) => `<p>${escapeXml(sentence)}</p>`).join('\n')}
</section>
${factsOf(facts)}
${again(facts)}
<nav aria-label="Sections"><ul>${report.sections.map(({ title }, index) => `<li><a href="#section-${index}">${escapeXml(title)}</a></li>`).join('')}</ul></nav>
</header>
<main>
${report.sections.map(drawSection).join('\n')}
${leftOut(facts)}
</main>
<script>${sortScript}</script>
</body>
</html>
`
}

/** Nothing from anywhere: style and program are the ones that stand in the page. */
async function policyOf(...[style, script]: readonly [style: string, script: string]): Promise<string> {
  const hash = async (text: string): Promise<string> => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    return `'sha256-${encodeBytes(new Uint8Array(digest))}'`
  }
  return [
    "default-src 'none'",
    `style-src ${await hash(style)}`,
    `script-src ${await hash(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function factsOf({ about, samples, wanted, versions }: StudyPageFacts): string {
  const missing = wanted > samples ? ` of ${wanted}` : ''
  const rows: readonly (readonly [string, string])[] = [
    ['Data set', `${about.dataset}, ${samples}${missing} samples measured`],
    ...about.models.map(
      ({ name, sha256, classes }) => ['Model', `${name}, ${classes} classes, SHA-256 ${sha256.slice(0, 12)}`] as const,
    ),
    ['Seed', String(about.seed)],
    ['Made by', versions],
  ]
  return `<dl class="facts">${rows.map(([name, value]) => `<div><dt>${escapeXml(name)}</dt><dd>${escapeXml(value)}</dd></div>`).join('')}</dl>`
}

function again({ about, settings }: StudyPageFacts): string {
  return `${about.command === '' ? '' : `<p class="quiet">To do it again:</p><pre>${escapeXml(about.command)}</pre>`}
<details><summary>All settings</summary><pre>${escapeXml(settings)}</pre></details>`
}

function drawSection({ title, text, tables = [], charts = [] }: ReportSection, index: number): string {
  return `<section id="section-${index}">
<h2>${escapeXml(title)}</h2>
${text === undefined ? '' : `<p class="text">${escapeXml(text)}</p>`}
${charts.length === 0 ? '' : `<div class="charts">${charts.map(drawChart).join('\n')}</div>`}
${tables.map(drawTable).join('\n')}
</section>`
}

function drawChart(chart: ReportChart): string {
  return `<figure><figcaption>${escapeXml(chart.caption)}</figcaption>${drawing(chart)}</figure>`
}

function drawing(chart: ReportChart): string {
  switch (chart.kind) {
    case 'lines':
      return drawLineChart(chart) + lineLegend(chart)
    case 'bars':
      return drawBarChart(chart)
    case 'heat':
      return drawHeatChart(chart)
  }
}

/** Samples that are in no number, each with its reason. */
function leftOut({ about, skipped }: StudyPageFacts): string {
  const lines = [
    ...about.failed.map(({ sample, code, message }) => ({ sample, code, reason: message })),
    ...skipped.map(({ id, code, reason }) => ({ sample: id, code, reason })),
  ]
  if (lines.length === 0) return ''
  const text = (name: string) => ({ name, kind: 'text' as const })
  const table = {
    name: 'left-out',
    caption: `${about.failed.length} samples failed, ${skipped.length} could not be used; none of them is in a number above`,
    columns: [text('sample'), text('code'), text('reason')],
    rows: lines.map(({ sample, code, reason }) => [sample, code, reason]),
  }
  return `<section><h2>Samples left out</h2>\n${drawTable(table)}</section>`
}
