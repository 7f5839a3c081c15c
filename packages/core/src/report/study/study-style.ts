import { type ThemeName, themeOf } from '../../render/theme.ts'
import { fontSize, lineColours } from './charts/chart-parts.ts'

/** The style sheet of a study's page, in the colours of the overlays; dark where the system is, light on paper. */
export function studyStyle(): string {
  return `
:root { color-scheme: light dark; ${coloursOf('light')} }
@media (prefers-color-scheme: dark) { :root { ${coloursOf('dark')} } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 0 24px 64px; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 28px; line-height: 1.2; margin: 36px 0 4px; }
h2 { font-size: 20px; margin: 44px 0 4px; }
p { max-width: 48em; }
a { color: var(--keep); }
.quiet, .text { color: var(--quiet); }
.summary { border-left: 4px solid var(--keep); padding: 2px 0 2px 16px; margin: 16px 0; }
.summary p { margin: 0 0 8px; }
.summary p:first-child { font-size: 17px; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 8px 24px; margin: 20px 0; }
.facts dt { color: var(--quiet); font-size: 13px; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--well); padding: 10px 12px; border-radius: 6px; font-size: 13px; }
details summary { cursor: pointer; color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; list-style: none; font-size: 14px; }
.table { overflow: auto; max-height: 75vh; border: 1px solid var(--line); border-radius: 6px; margin: 14px 0 4px; }
table { border-collapse: collapse; min-width: 100%; font-size: 13.5px; }
caption { text-align: left; padding: 8px 10px; color: var(--quiet); }
.files { font-size: 12px; margin-left: 8px; }
th, td { padding: 5px 10px; text-align: left; border-top: 1px solid var(--line); vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--well); white-space: nowrap; border-top: 0; }
tbody th { font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.best { font-weight: 700; color: var(--keep); }
.interval { display: block; font-size: 11.5px; font-weight: 400; color: var(--quiet); }
.arrow { color: var(--keep); }
thead button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; white-space: nowrap; }
thead button::after { content: ' ⇅'; color: var(--quiet); font-weight: 400; }
[aria-sort=ascending] button::after { content: ' ▲'; }
[aria-sort=descending] button::after { content: ' ▼'; }
:focus-visible { outline: 3px solid var(--keep); outline-offset: 1px; border-radius: 3px; }
.notes { font-size: 13px; color: var(--quiet); margin: 4px 0 12px; padding-left: 22px; }
.charts { display: flex; flex-wrap: wrap; gap: 20px 32px; align-items: flex-start; margin: 18px 0; }
figure { margin: 0; max-width: 100%; overflow-x: auto; }
figcaption { font-size: 14px; max-width: 440px; margin-bottom: 6px; }
.chart { display: block; max-width: 100%; height: auto; }
.chart.wide { max-width: none; }
.label { font: ${fontSize}px system-ui, sans-serif; fill: var(--ink); }
.label.quiet { fill: var(--quiet); }
.grid { stroke: var(--line); }
.axis { stroke: var(--quiet); }
.bar { fill: var(--keep); fill-opacity: 0.75; }
.bar.control { fill: var(--bar); }
.whisker { stroke: var(--ink); stroke-width: 1.5; fill: none; }
.positive { fill: var(--keep); }
.negative { fill: var(--hide); }
.none { fill: var(--well); }
.line { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
.band { fill-opacity: 0.14; stroke: none; }
${Array.from({ length: lineColours }, (_, index) => `.line.colour-${index} { stroke: var(--line-${index}); } .band.colour-${index} { fill: var(--line-${index}); }`).join('\n')}
.line.colour-control { stroke: var(--quiet); } .band.colour-control { fill: var(--quiet); }
.legend { display: flex; flex-wrap: wrap; gap: 2px 18px; padding: 0; margin: 4px 0 0; list-style: none; font-size: 13px; max-width: 560px; }
@media (max-width: 700px) {
  body { padding: 0 14px 40px; }
  h1 { font-size: 23px; margin-top: 20px; }
  h2 { font-size: 18px; margin-top: 32px; }
  th, td { padding: 4px 7px; }
  tbody th { white-space: normal; overflow-wrap: anywhere; min-width: 90px; }
}
@media print {
  :root { ${coloursOf('light')} color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  nav, .files { display: none; }
  thead button::after { content: ''; }
  .table { max-height: none; overflow: visible; border: 0; }
  table { font-size: 7.5pt; }
  th, td { padding: 2px 4px; white-space: normal !important; }
  .interval { font-size: 6.5pt; }
  thead th { position: static; }
  tr, figure { break-inside: avoid; }
  h2 { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`.trim()
}

function coloursOf(name: ThemeName): string {
  const { page, well, line, ink, quiet, keep, hide, bar, lines } = themeOf(name)
  const colours = { page, well, line, ink, quiet, keep, hide, bar }
  const numbered = lines.slice(0, lineColours).map((colour, index) => [`line-${index}`, colour] as const)
  return [...Object.entries(colours), ...numbered].map(([key, value]) => `--${key}: ${value};`).join(' ')
}
