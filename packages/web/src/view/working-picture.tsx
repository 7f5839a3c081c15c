import { useMemo } from 'preact/hooks'
import type { Column } from '../session/column.ts'
import type { ShownPicture } from '../session/shown-picture.ts'
import { Hero } from './hero.tsx'
import { PlainPicture } from './plain-picture.tsx'
import { shapesOfRuns } from './region-shapes.ts'

/** Of all regions, the share that a picture shows as the first so far. */
const firstShare = 1 / 8

interface WorkingPictureProps {
  readonly column: Column
  readonly picture: ShownPicture
  readonly isSolo: boolean
}

/** The picture while it is explained: the regions that are first so far. */
export function WorkingPicture({ column, picture, isSolo }: WorkingPictureProps) {
  const { state } = column
  const partial = state.kind === 'working' || state.kind === 'cancelled' ? state.partial : null
  const frame = picture.looked?.frame ?? { x: 0, y: 0, width: picture.width, height: picture.height }
  // Each message brings the same map as a new object.
  const key = partial ? `${partial.regions.count} ${partial.regions.runs.length}` : ''
  const shapes = useMemo(() => (partial ? shapesOfRuns(partial.regions, frame) : null), [key, frame])
  const place = isSolo && state.kind === 'working' ? <div class="scrubber-place" aria-hidden="true" /> : null
  if (!partial || !shapes)
    return (
      <PlainPicture picture={picture} caption="The regions appear here as they are found">
        {place}
      </PlainPicture>
    )
  const first = partial.order.slice(0, Math.max(1, Math.round(partial.order.length * firstShare)))
  const stands = state.kind === 'cancelled' ? 'Stopped with' : 'So far'
  return (
    <figure class="hero-figure">
      <div class="stage">
        <Hero
          {...{ picture, shapes, order: partial.order, answer: first, hiddenColour: null, pointed: null, locked: null }}
          scrubber={{ view: 'answer', count: first.length }}
          id={`hero-${column.id}`}
          onPoint={() => undefined}
          onLock={() => undefined}
          description={`${picture.name}, with the ${first.length} regions that are first so far`}
        />
      </div>
      {place}
      <figcaption>
        {stands} these {first.length} most important regions
      </figcaption>
    </figure>
  )
}
