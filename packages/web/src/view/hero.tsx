import { useMemo } from 'preact/hooks'
import type { Order, Scrubber } from '../session/scrubber.ts'
import type { ShownPicture } from '../session/shown-picture.ts'
import type { RegionShapes } from './region-shapes.ts'

export interface HeroProps {
  readonly picture: ShownPicture
  readonly shapes: RegionShapes
  readonly order: Order
  /** Regions of the answer; empty where there is none. */
  readonly answer: readonly number[]
  readonly scrubber: Scrubber
  /** What hidden pixels become, as a CSS colour; null shows them blurred. */
  readonly hiddenColour: string | null
  readonly pointed: number | null
  readonly locked: number | null
  readonly onPoint: (region: number | null) => void
  readonly onLock: (region: number | null) => void
  /** What the picture shows, for people who do not see it. */
  readonly description: string
  readonly id: string
}

/** The picture with its regions: the answer in colour, or what the model sees with the first regions shown or hidden. */
export function Hero(props: HeroProps) {
  const { picture, shapes, order, answer, scrubber, pointed, locked, description, id } = props
  const selected = scrubber.view === 'answer' ? answer : order.slice(0, scrubber.count)
  const key = `${scrubber.view} ${selected.join(' ')}`
  const outline = useMemo(() => shapes.outline(selected), [shapes, key])
  const borders = useMemo(() => shapes.borders(selected), [shapes, key])
  const marked = locked ?? pointed
  const mark = useMemo(() => (marked === null ? '' : shapes.outline([marked])), [shapes, marked])
  const regionAt = (event: MouseEvent): number | null => {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect()
    const x = ((event.clientX - box.left) * picture.width) / box.width
    const y = ((event.clientY - box.top) * picture.height) / box.height
    return shapes.at(x, y)
  }

  return (
    <svg
      class={`hero view-${scrubber.view}`}
      style={ratioOf(picture)}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      role="img"
      aria-label={description}
      onPointerMove={(event) => props.onPoint(regionAt(event))}
      onPointerLeave={() => props.onPoint(null)}
      tabindex={0}
      onClick={(event) => {
        const region = regionAt(event)
        props.onLock(region === locked ? null : region)
      }}
      onKeyDown={(event) => {
        const next = regionByKey(event.key, order, locked)
        if (next === undefined) return
        event.preventDefault()
        props.onLock(next)
      }}
    >
      <defs>
        <clipPath id={`${id}-frame`}>
          <rect {...shapes.box} />
        </clipPath>
        <clipPath id={`${id}-selected`}>
          <path d={outline} clip-rule="evenodd" />
        </clipPath>
      </defs>
      <Layers {...props} />
      <g clip-path={`url(#${id}-frame)`}>
        <path class="border-inner" d={borders} />
        <path class="border-halo" d={outline} />
        <path class="border" d={outline} />
        {mark && <path class="border-mark" d={mark} />}
      </g>
    </svg>
  )
}

/** The shape of a picture for the stylesheet, which keeps it as large as fits. */
export function ratioOf({ width, height }: ShownPicture): Readonly<Record<string, string>> {
  return { '--ratio': String(width / height) }
}

/** Right and left go along the order, most important first; Escape lets go. Undefined for keys that mean nothing here. */
function regionByKey(key: string, order: Order, locked: number | null): number | null | undefined {
  if (key === 'Escape') return null
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return undefined
  const place = locked === null ? (step > 0 ? 0 : order.length - 1) : order.indexOf(locked) + step
  return order[Math.min(order.length - 1, Math.max(0, place))] ?? null
}

function Layers({ picture, shapes, scrubber, hiddenColour, id }: HeroProps) {
  const whole = { href: picture.url, width: picture.width, height: picture.height, preserveAspectRatio: 'none' }
  const selected = `url(#${id}-selected)`
  const frame = `url(#${id}-frame)`
  const cover =
    hiddenColour === null ? <image {...whole} class="blurred" clip-path={frame} /> : <rect {...shapes.box} fill={hiddenColour} />
  if (scrubber.view === 'answer')
    return (
      <>
        <image {...whole} class="unseen" />
        <g clip-path={frame}>
          <rect {...shapes.box} class="well" />
          <image {...whole} class="dimmed" />
          <g clip-path={selected}>
            <image {...whole} />
          </g>
        </g>
      </>
    )
  if (scrubber.view === 'show')
    return (
      <>
        <image {...whole} class="unseen" />
        {cover}
        <g clip-path={frame}>
          <g clip-path={selected}>
            <image {...whole} />
          </g>
        </g>
      </>
    )
  return (
    <>
      <image {...whole} class="unseen" />
      <g clip-path={frame}>
        <image {...whole} />
        <g clip-path={selected}>{cover}</g>
      </g>
    </>
  )
}
