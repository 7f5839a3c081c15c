import type { Explanation } from '@telltale/core'
import { percent } from '@telltale/core'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Scrubber } from '../session/scrubber.ts'

const size = { height: 172, left: 44, right: 10, top: 8, bottom: 26 }
/** Before the page was measured. */
const usualWidth = 420

const y = (score: number): number => size.top + (1 - score) * (size.height - size.top - size.bottom)

type Curve = Explanation['body']['curves']['insertion']

interface CurvesProps {
  readonly document: Explanation
  readonly scrubber: Scrubber
  readonly onScrub: (change: Partial<Scrubber>) => void
}

/** Probability while regions appear and while they vanish, with the scrubber's line; a click moves the scrubber there. */
export function Curves({ document, scrubber, onScrub }: CurvesProps) {
  const { insertion, deletion } = document.body.curves
  const { trust } = document.body
  const [width, setWidth] = useState(usualWidth)
  const figure = useRef<HTMLElement>(null)
  // Drawn in pixels of the screen, so that letters and lines keep their size.
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.round(entry.contentRect.width))))
    if (figure.current) watch.observe(figure.current)
    return () => watch.disconnect()
  }, [])
  const x = (part: number): number => size.left + part * (width - size.left - size.right)
  const points = ({ share: parts, score }: Curve): string =>
    parts
      .flatMap((part, index) => {
        const value = score[index]
        return typeof value === 'number' ? [`${x(part).toFixed(1)},${y(value).toFixed(1)}`] : []
      })
      .join(' ')
  const share = scrubber.view === 'answer' ? null : (insertion.share[scrubber.count] ?? null)
  const pick = (event: MouseEvent): void => {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect()
    const wanted = ((event.clientX - box.left) * width) / box.width
    const distance = (index: number): number => Math.abs(x(insertion.share[index]!) - wanted)
    const nearest = insertion.share.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0)
    onScrub({ count: nearest, view: scrubber.view === 'hide' ? 'hide' : 'show' })
  }
  return (
    <figure class="curves" ref={figure}>
      <figcaption>
        <span class="key key-show">insertion {area(trust.insertion)}</span>
        <span class="key key-hide">deletion {area(trust.deletion)}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider does the same by keyboard */}
      <svg viewBox={`0 0 ${width} ${size.height}`} height={size.height} role="img" aria-label={describe(document)} onClick={pick}>
        {[0, 0.5, 1].map((score) => (
          <g key={score}>
            <line class="grid" x1={x(0)} x2={x(1)} y1={y(score)} y2={y(score)} />
            <text class="tick" x={size.left - 6} y={y(score) + 4} text-anchor="end">{`${100 * score} %`}</text>
          </g>
        ))}
        {[0, 0.5, 1].map((part) => (
          <text
            key={part}
            class="tick"
            x={x(part)}
            y={size.height - 6}
            text-anchor={part === 1 ? 'end' : part === 0 ? 'start' : 'middle'}
          >
            {part === 0.5 ? 'share of the picture' : `${100 * part} %`}
          </text>
        ))}
        <polyline class="curve-hide" points={points(deletion)} />
        <polyline class="curve-show" points={points(insertion)} />
        {share !== null && <line class="now" x1={x(share)} x2={x(share)} y1={y(1)} y2={y(0)} />}
        {share !== null && <Dot x={x(share)} score={insertion.score[scrubber.count]} name="show" on={scrubber.view === 'show'} />}
        {share !== null && <Dot x={x(share)} score={deletion.score[scrubber.count]} name="hide" on={scrubber.view === 'hide'} />}
      </svg>
    </figure>
  )
}

function Dot({ x, score, name, on }: { x: number; score: number | null | undefined; name: string; on: boolean }) {
  if (typeof score !== 'number') return null
  return <circle class={`dot-${name}${on ? ' on' : ''}`} cx={x} cy={y(score)} r={on ? 5 : 3.5} />
}

const area = (value: number | null): string => (value === null ? 'not measured' : value.toFixed(2))

function describe({ body }: Explanation): string {
  const { insertion, deletion, random } = body.trust
  const said = (value: number | null): string => (value === null ? 'not measured' : percent(value))
  return (
    `Two curves of the probability. While regions are shown, most important first, it is ${said(insertion)} on average, ` +
    `for a random order ${said(random.insertion)}; while they are hidden, ${said(deletion)}, for a random order ${said(random.deletion)}.`
  )
}
