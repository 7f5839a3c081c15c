import { createHash } from 'node:crypto'
import { reportColumns } from './columns.ts'
import { packRows } from './pack-rows.ts'
import { pageScript } from './page-script.ts'
import type { Report } from './report-row.ts'
import type { ReportWords } from './sentences.ts'
import { reportStyle } from './style.ts'
import { describeWarning } from './words.ts'

/** Where a run came from: what to type to do it again, the model in a line, and all settings. */
export interface Origin {
  readonly command: string
  readonly model: string
  readonly versions: string
  readonly settings: string
}

/**
 * The whole page as HTML: words first, so that they are read without a program; then data, which the program draws from. It loads nothing but the
 * pictures beside it, and everything that strangers named stands in text or in JSON.
 */
export function composePage(report: Report, words: ReportWords, origin: Origin | null): string {
  const style = reportStyle()
  const script = pageScript()
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}">
<title>Telltale report</title>
<style>${style}</style>
</head>
<body>
<header>
<div class="title"><h1>What the decisions rest on</h1>
${colours}</div>
<div class="top">
<section class="summary" aria-label="Summary">
${words.summary.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${origin === null ? '' : originOf(origin)}
</section>
${words.care.length === 0 ? '' : careOf(words.care)}
</div>
</header>
<main>
<noscript><p>The contact sheet needs JavaScript; the same rows are in <a href="./index.csv">index.csv</a>.</p></noscript>
${sheet}
</main>
${detail}
<script type="application/json" id="data">${dataOf(report)}</script>
<script>${script}</script>
</body>
</html>
`
}

/** Nothing from anywhere but the page itself and the pictures beside it. */
function policyOf(style: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    // From disk, some browsers count no file as the page's own.
    "img-src 'self' file:",
    `style-src ${hash(style)}`,
    `script-src ${hash(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** JSON that can end no element. */
function dataOf({ rows, sprites, side, failures }: Report): string {
  const codes = new Set(rows.flatMap(({ warnings }) => (warnings ?? '').split(' ').filter(Boolean)))
  const data = {
    rows: packRows(rows),
    columns: reportColumns,
    sprites,
    side,
    failures: Object.fromEntries(failures),
    warnings: Object.fromEntries(Array.from(codes, (code) => [code, describeWarning(code)])),
  }
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

function originOf({ command, model, versions, settings }: Origin): string {
  return `<div class="origin">
<h2>To do it again</h2>
<pre>${escapeHtml(command)}</pre>
<p class="quiet">${escapeHtml(model)}<br>${escapeHtml(versions)}</p>
<details><summary>All settings</summary><pre>${escapeHtml(settings)}</pre></details>
</div>`
}

function careOf(items: readonly string[]): string {
  return `<section class="care" aria-labelledby="care">
<h2 id="care">To be read with care</h2>
<ul>
${items.map((text) => `<li>${escapeHtml(text)}</li>`).join('\n')}
</ul>
</section>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const colours = `<select id="theme" aria-label="colours">
<option value="system">system colours</option><option value="light">light</option><option value="dark">dark</option>
</select>`

const sheet = `<div id="sheet" hidden>
<div class="histograms" id="histograms"></div>
<form class="controls" id="filters" autocomplete="off">
<input type="search" id="text" placeholder="search names" aria-label="search names">
<select id="label" aria-label="class"><option value="">every class</option></select>
<select id="verdict" aria-label="right or wrong">
<option value="">right or wrong</option><option value="right">right</option><option value="wrong">wrong</option>
<option value="unknown">true class unknown</option><option value="failed">failed</option>
</select>
<select id="answer" aria-label="answer">
<option value="">every answer</option><option value="holds">holds on 2nd background</option><option value="fragile">does not hold there</option>
<option value="untried">not tried there</option><option value="none">no answer</option>
</select>
<select id="warning" aria-label="warnings">
<option value="">every warning</option><option value="none">without warning</option><option value="any">any warning</option>
</select>
<select id="method" aria-label="method"><option value="">every method</option></select>
<button type="button" id="show-all">show all</button>
<span class="order">
<select id="sort" aria-label="sort by"></select>
<button type="button" id="direction" aria-label="turn the order round">↑ rising</button>
</span>
<span class="views" role="radiogroup" aria-label="view">
<label><input type="radio" name="view" id="view-tiles" checked> pictures</label>
<label><input type="radio" name="view" id="view-table"> table</label>
</span>
</form>
<div class="status"><span id="count" aria-live="polite"></span><span>sorted by: <span id="sort-meaning"></span></span>
<span>in colour: the answer; grey: the rest of what the model sees</span><span id="print-note" hidden>only the first 400 rows are printed</span></div>
<p id="nothing" hidden>Nothing is like that. “show all” takes every filter back.</p>
<div id="tiles" role="group" aria-label="pictures"></div>
<div id="table" hidden><div class="table" role="table" aria-label="explanations"><div id="table-head" role="rowgroup"></div><div id="table-rows" role="rowgroup"></div></div></div>
</div>`

const detail = `<dialog id="detail" aria-labelledby="detail-title">
<div class="bar"><h2 id="detail-title"></h2><span class="quiet" id="position"></span>
<button type="button" id="previous" aria-label="previous">←</button><button type="button" id="next" aria-label="next">→</button>
<button type="button" id="close">close</button></div>
<div id="detail-content"></div>
</dialog>`
