import { describeTarget, type Explanation, percent } from '@telltale/core'
import { useMemo } from 'preact/hooks'
import { type Column, documentOf } from '../session/column.ts'
import { gainOf, type Order, type Scrubber, scoreAt, shareAt } from '../session/scrubber.ts'
import type { Session } from '../session/session.ts'
import type { ShownPicture } from '../session/shown-picture.ts'
import { Answer, Trust } from './answer.tsx'
import { Curves } from './curves.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { Hero } from './hero.tsx'
import { hiddenColourOf } from './hidden-colour.ts'
import { orderOfDocument } from './order-of-document.ts'
import { Problem } from './problem.tsx'
import { shapesOf, shapesOfRuns } from './region-shapes.ts'
import { TopClasses } from './top-classes.tsx'
import { WorkBar } from './work-bar.tsx'

interface ColumnProps {
  readonly session: Session
  readonly column: Column
  /** Whether it is the only one, with all the width. */
  readonly solo: boolean
}

/** One explanation with its picture, whatever state it is in. */
export function ExplanationColumn({ session, column, solo }: ColumnProps) {
  const document = documentOf(column)
  const picture = session.picture.value
  return (
    <article class={`column${solo ? ' solo' : ''}`} aria-busy={column.state.kind === 'working'}>
      {!solo && <ColumnTitle session={session} column={column} />}
      <div class="picture-side">
        {picture && document && <FinishedPicture {...{ session, column, document, picture }} />}
        {picture && !document && <WorkingPicture session={session} column={column} picture={picture} />}
        {!picture && (
          <p class="no-picture">This explanation came without its picture: drop “{document?.body.picture.name}” to see it.</p>
        )}
      </div>
      <div class="text-side">
        {document ? (
          <Finished session={session} document={document} solo={solo} />
        ) : (
          <Unfinished session={session} column={column} />
        )}
      </div>
    </article>
  )
}

function ColumnTitle({ session, column }: { session: Session; column: Column }) {
  const document = documentOf(column)
  const title = document ? describeTarget(document.body) : (column.question.label ?? 'The model’s answer')
  return (
    <header class="column-title">
      <strong>{title}</strong>
      <span class="method">{column.question.method}</span>
      <button
        type="button"
        class="icon"
        aria-label={`Close ${title} by ${column.question.method}`}
        onClick={() => session.close(column.id)}
      >
        ×
      </button>
    </header>
  )
}

function FinishedPicture({
  session,
  column,
  document,
  picture,
}: {
  session: Session
  column: Column
  document: Explanation
  picture: ShownPicture
}) {
  const shapes = useMemo(() => shapesOf(document), [document])
  const order = useMemo(() => orderOfDocument(document), [document])
  const hiddenColour = hiddenColourOf(document.body.baseline, picture, document.body.picture.frame.source)
  const scrubber = session.scrubber.value
  const marked = session.locked.value ?? session.pointed.value
  return (
    <figure class="hero-figure">
      <Hero
        {...{ picture, shapes, order, scrubber, hiddenColour }}
        id={`hero-${column.id}`}
        answer={document.body.answer?.regions ?? []}
        pointed={session.pointed.value}
        locked={session.locked.value}
        onPoint={(region) => {
          session.pointed.value = region
        }}
        onLock={(region) => {
          session.locked.value = region
        }}
        description={`${picture.name}. ${meaningOf(document, scrubber)}`}
      />
      <figcaption aria-live="polite">
        {marked === null ? meaningOf(document, scrubber) : describeRegion(document, order, marked)}
      </figcaption>
    </figure>
  )
}

function WorkingPicture({ column, picture }: { session: Session; column: Column; picture: ShownPicture }) {
  const { state } = column
  const partial = state.kind === 'working' || state.kind === 'cancelled' ? state.partial : null
  const frame = picture.looked?.frame ?? { x: 0, y: 0, width: picture.width, height: picture.height }
  const shapes = useMemo(() => (partial ? shapesOfRuns(partial.regions, frame) : null), [partial?.regions, frame])
  if (!partial || !shapes)
    return (
      <figure class="hero-figure">
        <img class="hero waiting" src={picture.url} alt={picture.name} />
      </figure>
    )
  const first = partial.order.slice(0, Math.max(1, Math.round(partial.order.length / 8)))
  return (
    <figure class="hero-figure">
      <Hero
        {...{ picture, shapes, order: partial.order, answer: first, hiddenColour: null, pointed: null, locked: null }}
        scrubber={{ view: 'answer', count: first.length }}
        id={`hero-${column.id}`}
        onPoint={() => undefined}
        onLock={() => undefined}
        description={`${picture.name}, with the ${first.length} regions that are first so far`}
      />
      <figcaption>
        {state.kind === 'cancelled' ? 'Stopped: ' : 'So far: '}the {first.length} most important regions
      </figcaption>
    </figure>
  )
}

function Finished({ session, document, solo }: { session: Session; document: Explanation; solo: boolean }) {
  const { body } = document
  const canAsk = !session.busy.value && !session.isExample.value
  return (
    <>
      <Answer document={document} />
      <div class="evidence">
        <TopClasses
          classes={body.scores.top}
          explained={body.target.class}
          onAsk={canAsk ? (top) => void session.ask({ method: body.method.name, class: top.class, label: top.label }) : null}
        />
        <Curves document={document} scrubber={session.scrubber.value} onScrub={session.scrub} />
      </div>
      <details class="more" open={solo}>
        <summary>How far to trust it</summary>
        <Trust document={document} />
        <p class="quiet">{describeRun(document)}</p>
      </details>
      <ExportButtons session={session} document={document} />
    </>
  )
}

function Unfinished({ session, column }: { session: Session; column: Column }) {
  const { state, question } = column
  const looked = session.picture.value?.looked
  return (
    <>
      {looked && <TopClasses classes={looked.top} explained={question.class} onAsk={null} />}
      {state.kind === 'working' && (
        <WorkBar
          progress={state.progress}
          expectedSeconds={looked?.expectedSeconds ?? null}
          onCancel={session.cancel}
          onStop={session.stop}
        />
      )}
      {state.kind === 'cancelled' && (
        <div class="notice">
          <p>Stopped. What was found so far is on the picture.</p>
          <button type="button" onClick={() => again(session, column)}>
            Explain again
          </button>
        </div>
      )}
      {state.kind === 'failed' && <Problem failure={state.failure} onClose={() => session.close(column.id)} />}
    </>
  )
}

function again(session: Session, column: Column): void {
  session.close(column.id)
  void session.ask(column.question)
}

function meaningOf(document: Explanation, scrubber: Scrubber): string {
  const { body } = document
  const score = scoreAt(document, scrubber)
  const share = percent(shareAt(document, scrubber))
  const target = describeTarget(body)
  const said = score === null ? 'not measured' : `${target} ${percent(score)}`
  if (scrubber.view === 'answer')
    return body.answer
      ? `Only these ${body.answer.regions.length} of ${body.regions.count} regions, ${share} of the picture: ${said}`
      : 'No few regions were found to be enough'
  const what = `${scrubber.count} of ${body.regions.count} regions ${scrubber.view === 'show' ? 'shown' : 'hidden'}`
  return `The first ${what}, ${share} of the picture: ${said}`
}

function describeRegion(document: Explanation, order: Order, region: number): string {
  const place = order.indexOf(region)
  const gain = gainOf(document, place)
  const points =
    gain === null ? 'not measured' : `${gain >= 0 ? '+' : '−'}${Math.abs(100 * gain).toFixed(1)} points when its turn came`
  const inAnswer = document.body.answer?.regions.includes(region) ? ', part of the answer' : ''
  return `Region ${region + 1}: number ${place + 1} in the order, ${points}${inAnswer}`
}

function describeRun({ body, run }: Explanation): string {
  const seconds = ((run.milliseconds['total'] ?? 0) / 1000).toFixed(1)
  return `${run.forwards} forwards, ${seconds} s · ${body.method.name}, seed ${body.seed} · ${body.backend.split(',', 1)[0]} kernels, ${run.runtime}`
}
