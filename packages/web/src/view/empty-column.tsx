import { shortLabel } from '@telltale/core'
import { firstQuestion, type Session } from '../session/session.ts'
import { ModelProgress } from './model-progress.tsx'
import { PlainPicture } from './plain-picture.tsx'
import { Problem } from './problem.tsx'
import { Skeleton } from './skeleton.tsx'
import { TopClasses } from './top-classes.tsx'
import { about } from './work-bar.tsx'

/** The two-column frame before anything is explained: the picture, and what the model says of it. */
export function EmptyColumn({ session }: { readonly session: Session }) {
  const picture = session.picture.value
  return (
    <article class="column solo">
      <div class="picture-side">
        {picture ? (
          <PlainPicture picture={picture} caption="Not explained yet" />
        ) : (
          <p class="no-picture">Drop a picture here, or choose one above.</p>
        )}
      </div>
      <div class="text-side">
        <Beside session={session} />
      </div>
    </article>
  )
}

function Beside({ session }: { readonly session: Session }) {
  const model = session.model.value
  const looked = session.picture.value?.looked
  if (model.kind === 'opening') return <ModelProgress session={session} model={model} />
  if (model.kind === 'failed') {
    // What is wrong with given files is said where they were given.
    if (session.wish.value.source.kind === 'files') return <p class="quiet">No model is open: above it says why.</p>
    return <Problem session={session} failure={model.failure} />
  }
  if (!session.picture.value) return null
  if (!looked && session.busy.value) return <Skeleton lines={[60, 100, 100, 80]} />
  const first = looked?.top[0]
  return (
    <>
      <h2>{first ? `${shortLabel(first.label)}?` : 'Ready'}</h2>
      {looked && (
        <TopClasses
          classes={looked.top}
          explained={null}
          onAsk={session.busy.value ? null : (top) => void session.ask({ ...firstQuestion, class: top.class, label: top.label })}
        />
      )}
      <div class="buttons">
        <button type="button" class="main" disabled={session.busy.value} onClick={() => void session.ask(firstQuestion)}>
          Explain it
        </button>
        {looked && <span class="quiet">{about(looked.expectedSeconds)}</span>}
      </div>
    </>
  )
}
