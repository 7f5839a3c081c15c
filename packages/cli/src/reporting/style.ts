import { type ThemeName, themeOf } from '@telltale/core'
import { thumbnailSide } from './draw-sprites.ts'

/** The style sheet of the page, in the colours of the overlays. */
export function reportStyle(): string {
  return `
:root { color-scheme: light dark; ${coloursOf('light')} }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { ${coloursOf('dark')} } }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; ${coloursOf('dark')} }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 1500px; padding: 0 24px 48px; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 26px; line-height: 1.2; margin: 32px 0 4px; }
.title { display: flex; justify-content: space-between; align-items: end; flex-wrap: wrap; gap: 8px; margin-bottom: 8px; }
h2 { font-size: 16px; margin: 24px 0 6px; }
a { color: var(--keep); }
:focus-visible { outline: 3px solid var(--keep); outline-offset: 1px; border-radius: 3px; }
.quiet { color: var(--quiet); }
.top { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 48px; }
.summary p { margin: 0 0 6px; max-width: 44em; }
.summary p:first-child { font-size: 18px; }
.care ul { margin: 0; padding-left: 18px; }
.care li, .origin { overflow-wrap: anywhere; }
.origin pre, details pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--well); padding: 8px 12px; border-radius: 6px; margin: 6px 0; font-size: 13px; }
details summary { cursor: pointer; color: var(--quiet); }
.histograms { display: flex; flex-wrap: wrap; gap: 16px 40px; margin: 24px 0 8px; }
.histogram { margin: 0; width: 240px; }
.histogram figcaption { font-weight: 600; font-size: 13px; }
.histogram svg { display: block; width: 100%; height: 64px; cursor: crosshair; touch-action: pan-y; }
.histogram .all { fill: var(--bar); opacity: 0.45; }
.histogram .some { fill: var(--keep); }
.histogram .axis { stroke: var(--line); }
.histogram .range { display: flex; gap: 6px; align-items: center; margin-top: 4px; font-size: 13px; color: var(--quiet); }
.histogram .range input { width: 72px; }
.controls { position: sticky; top: 0; z-index: 2; background: var(--page); border-bottom: 1px solid var(--line); padding: 10px 0; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.controls .views { display: flex; gap: 12px; margin-left: auto; }
.controls .order { display: contents; }
input, select, button { font: inherit; font-size: 14px; color: var(--ink); background: var(--well); border: 1px solid var(--edge); border-radius: 6px; padding: 5px 9px; max-width: 100%; }
::placeholder { color: var(--quiet); opacity: 1; }
select { max-width: 165px; }
#text { width: 150px; }
.care h2 { margin-top: 0; }
button { cursor: pointer; }
input[type=radio] { accent-color: var(--keep); }
.status { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 8px 0; font-size: 13px; color: var(--quiet); }
.status #count { color: var(--ink); font-weight: 600; }
#tiles, #table-rows { position: relative; }
.item { position: absolute; }
.tile { display: block; padding: 6px 8px 14px 0; color: var(--ink); text-decoration: none; font-size: 12.5px; line-height: 1.4; }
.thumbnail { display: block; width: ${thumbnailSide}px; height: ${thumbnailSide}px; border-radius: 4px; background-color: var(--well); background-repeat: no-repeat; print-color-adjust: exact; -webkit-print-color-adjust: exact; margin-bottom: 4px; }
.thumbnail.empty { display: grid; place-items: center; color: var(--quiet); border: 1px dashed var(--edge); }
.tile:hover .strong { text-decoration: underline; }
.line { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; height: 1.4em; }
.strong { font-weight: 600; }
#table { max-height: 82vh; overflow: auto; border: 1px solid var(--line); border-radius: 6px; }
.table { width: max-content; min-width: 100%; }
.row { display: grid; grid-template-columns: minmax(240px, 1fr) 170px 105px 70px 150px 120px 85px 75px 75px 150px 100px 95px 95px 75px 110px 200px 190px; font-size: 13px; border-bottom: 1px solid var(--line); background: var(--page); }
#table-head { position: sticky; top: 0; z-index: 1; }
.row.head { background: var(--well); }
.cell { padding: 5px 8px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.head .cell { padding: 2px; }
.head button { border: 0; background: none; width: 100%; text-align: inherit; padding: 4px 6px; font-size: 13px; font-weight: 600; }
.share, .area, .count, .duration { text-align: right; font-variant-numeric: tabular-nums; }
dialog { width: min(1240px, calc(100vw - 32px)); max-height: calc(100vh - 32px); border: 1px solid var(--line); border-radius: 10px; padding: 0; background: var(--page); color: var(--ink); }
dialog::backdrop { background: rgb(0 0 0 / 0.55); }
.bar { position: sticky; top: 0; display: flex; gap: 8px; align-items: center; padding: 10px 16px; background: var(--page); border-bottom: 1px solid var(--line); }
.bar h2 { margin: 0 auto 0 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#position { font-size: 13px; white-space: nowrap; }
#detail-content { padding: 12px 16px 16px; }
.overlay { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.note { border-left: 3px solid var(--hide); padding-left: 10px; margin: 10px 0; overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 8px 20px; margin: 14px 0; }
.facts dt { color: var(--quiet); font-size: 12px; }
.facts dd { margin: 0 0 6px; overflow-wrap: anywhere; }
.facts div { min-width: 0; }
.links { display: flex; flex-wrap: wrap; gap: 16px; }
@media (max-width: 760px) {
  body { padding: 0 14px 32px; }
  .top { display: block; }
  h1 { margin-top: 20px; font-size: 22px; }
  .controls { position: static; }
  .controls > input, .controls > select { flex: 1 1 140px; }
  .controls .views { margin-left: 0; }
  .care { margin-top: 20px; }
  .histograms { gap: 14px; }
  .histogram { flex: 1 1 150px; }
  .histogram .range input { width: 58px; padding: 4px 6px; }
  .bar h2 { font-size: 14px; }
}
@media print {
  :root { ${coloursOf('light')} color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  .controls, .histogram .range, #theme, dialog, .status span:not(#count, #print-note) { display: none; }
  #tiles { display: flex; flex-wrap: wrap; height: auto !important; }
  #tiles .item { position: static; width: ${thumbnailSide + 20}px !important; break-inside: avoid; }
  #table { max-height: none; overflow: visible; border: 0; }
  .table { width: 100%; }
  .row { grid-template-columns: minmax(0, 2fr) minmax(0, 1.5fr) repeat(12, minmax(0, 1fr)); }
  .cell:nth-child(n + 15) { display: none; }
  #table-rows { height: auto !important; }
  #table-rows .item { position: static; width: 100% !important; break-inside: avoid; }
  .row { font-size: 6.5pt; }
  .cell { padding: 2px; }
}
`.trim()
}

function coloursOf(name: ThemeName): string {
  const { page, well, line, ink, quiet, keep, hide, bar } = themeOf(name)
  const colours = { page, well, line, ink, quiet, keep, hide, bar, edge: quiet }
  return Object.entries(colours)
    .map(([key, value]) => `--${key}: ${value};`)
    .join(' ')
}
