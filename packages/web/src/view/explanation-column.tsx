import { describeTarget, type Explanation } from '@telltale/core'
import { X } from 'lucide'
import { type Column, documentOf } from '../session/column.ts'
import type { Session } from '../session/session.ts'
import { Answer, Trust } from './answer.tsx'
import { Curves } from './curves.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { FinishedPicture } from './finished-picture.tsx'
import { Icon } from './icon.tsx'
import { MethodMenu } from './method-menu.tsx'
import { TopClasses } from './top-classes.tsx'
import { Unfinished } from './unfinished.tsx'
import { WorkingPicture } from './working-picture.tsx'

interface ColumnProps {
  readonly session: Session
  readonly column: Column
  /** Whether it is the only one, with all the width. */
  readonly isSolo: boolean
}

/** One explanation with its picture, whatever state it is in. */
export function ExplanationColumn({ session, column, isSolo }: ColumnProps) {
  const document = documentOf(column)
  const picture = session.picture.value
  return (
    <article class={`column${isSolo ? ' solo' : ''}`} aria-busy={column.state.kind === 'working'}>
      {!isSolo && <ColumnTitle session={session} column={column} />}
      <div class="picture-side">
        {picture && document && <FinishedPicture {...{ session, column, document, picture, isSolo }} />}
        {picture && !document && <WorkingPicture {...{ column, picture, isSolo }} />}
        {!picture && (
          <p class="no-picture">
            This explanation came without its picture. Drop “{document?.body.picture.name ?? 'it'}” here to see it.
          </p>
        )}
      </div>
      <div class="text-side">
        {document ? (
          <Finished session={session} document={document} isSolo={isSolo} />
        ) : (
          <Unfinished session={session} column={column} />
        )}
      </div>
      <div class="curve-side">
        {document && <Curves document={document} scrubber={session.scrubber.value} onScrub={session.scrub} />}
        {column.state.kind === 'working' && <div class="curve-place" aria-hidden="true" />}
      </div>
    </article>
  )
}

function ColumnTitle({ session, column }: { readonly session: Session; readonly column: Column }) {
  const document = documentOf(column)
  const title = document ? describeTarget(document.body) : (column.question.label ?? 'The model’s answer')
  return (
    <header class="column-title">
      <strong>{title}</strong>
      <span class="quiet">{column.question.method}</span>
      <button
        type="button"
        class="icon"
        aria-label={`Close ${title} by ${column.question.method}`}
        onClick={() => session.close(column.id)}
      >
        <Icon node={X} />
      </button>
    </header>
  )
}

interface FinishedProps {
  readonly session: Session
  readonly document: Explanation
  readonly isSolo: boolean
}

function Finished({ session, document, isSolo }: FinishedProps) {
  const { body } = document
  const canAsk = !session.busy.value && session.picture.value !== null
  return (
    <>
      <Answer document={document} />
      <TopClasses
        classes={body.scores.top}
        explained={body.target.class}
        onAsk={canAsk ? (top) => void session.ask({ method: body.method.name, class: top.class, label: top.label }) : null}
      />
      <details class="more" open={isSolo && matchMedia('(min-width: 60rem)').matches}>
        <summary>How far to trust it</summary>
        <Trust document={document} />
        <p class="quiet">{describeRun(document)}</p>
      </details>
      <ExportButtons session={session} document={document} />
      {isSolo && <MethodMenu session={session} />}
    </>
  )
}

function describeRun({ body, run }: Explanation): string {
  const seconds = ((run.milliseconds['total'] ?? 0) / 1000).toFixed(1)
  return `${run.forwards} forwards, ${seconds} s · ${body.method.name}, seed ${body.seed} · ${body.backend}`
}
