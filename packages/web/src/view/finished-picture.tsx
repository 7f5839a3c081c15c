import { describeTarget, type Explanation, percent } from '@telltale/core'
import { useMemo } from 'preact/hooks'
import type { Column } from '../session/column.ts'
import { scoreAt } from '../session/scrubber.ts'
import type { Session } from '../session/session.ts'
import type { ShownPicture } from '../session/shown-picture.ts'
import { describeRegion, describeView } from './describe-view.ts'
import { Hero } from './hero.tsx'
import { hiddenColourOf } from './hidden-colour.ts'
import { LiveScore } from './live-score.tsx'
import { orderOfDocument } from './order-of-document.ts'
import { shapesOf } from './region-shapes.ts'
import { ScrubberControls } from './scrubber-controls.tsx'
import { unbroken } from './unbroken.ts'

interface FinishedPictureProps {
  readonly session: Session
  readonly column: Column
  readonly document: Explanation
  readonly picture: ShownPicture
  /** Pictures side by side share one scrubber above them. */
  readonly isSolo: boolean
}

/** The explained picture with the scrubber and what the model says of what is shown. */
export function FinishedPicture({ session, column, document, picture, isSolo }: FinishedPictureProps) {
  const { body } = document
  const shapes = useMemo(() => shapesOf(document), [document])
  const order = useMemo(() => orderOfDocument(document), [document])
  const hiddenColour = hiddenColourOf(body.baseline, picture, body.picture.frame.source)
  const scrubber = session.scrubber.value
  const marked = session.locked.value ?? session.pointed.value
  const score = scoreAt(document, scrubber)
  const view = unbroken(describeView(document, scrubber))
  return (
    <figure class="hero-figure">
      <div class="stage">
        <Hero
          {...{ picture, shapes, order, scrubber, hiddenColour }}
          id={`hero-${column.id}`}
          answer={body.answer?.regions ?? []}
          pointed={session.pointed.value}
          locked={session.locked.value}
          onPoint={(region) => {
            session.pointed.value = region
          }}
          onLock={(region) => {
            session.locked.value = region
          }}
          description={`${picture.name}. ${view}`}
        />
      </div>
      {isSolo && (
        <ScrubberControls
          scrubber={scrubber}
          regions={body.regions.count}
          hasAnswer={body.answer !== null}
          meaning={score === null ? 'Not measured' : `${describeTarget(body)} ${percent(score)}`}
          onScrub={session.scrub}
        />
      )}
      <LiveScore label={describeTarget(body)} score={score} whole={body.scores.picture} />
      <figcaption aria-live="polite">{marked === null ? view : unbroken(describeRegion(document, order, marked))}</figcaption>
    </figure>
  )
}
