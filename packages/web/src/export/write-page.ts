import {
  answerFacts,
  answerSentences,
  describeTarget,
  type Explanation,
  percent,
  trustSentences,
  writeExplanation,
} from '@telltale/core'

/** One self-contained page about an explanation; `picture` is an SVG text. The document lies in it, so that it can be read back. */
export function writePage(picture: string, document: Explanation): string {
  const { body } = document
  const title = `${describeTarget(body)} in ${body.picture.name}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
svg { width: 100%; height: auto; border-radius: 6px }
.probability { color: light-dark(#0069a8, #56b4e9) }
.quiet { color: light-dark(#5a626b, #a3abb3); font-size: .875rem }
</style>
</head>
<body>
<h1>${escapeHtml(describeTarget(body))} <span class="probability">${percent(body.scores.picture)}</span></h1>
<p>${escapeHtml(answerSentences(answerFacts(document, 'it')).join(' '))}</p>
${picture}
<h2>How far to trust it</h2>
<ul>
${trustSentences(document)
  .map((sentence) => `<li>${escapeHtml(sentence)}</li>`)
  .join('\n')}
</ul>
<p class="quiet">${escapeHtml(body.model.name)} · ${escapeHtml(body.method.name)}, seed ${body.seed} · ${document.run.forwards} forwards · Telltale ${escapeHtml(document.run.telltale)}</p>
<script type="application/json" id="telltale">${writeExplanation(document).replaceAll('<', '\\u003c')}</script>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
