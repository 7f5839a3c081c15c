import { shortLabel } from '@telltale/core'
import type { Session } from '../session/session.ts'
import { ModelProgress } from './model-progress.tsx'
import { PlainPicture } from './plain-picture.tsx'
import { Problem } from './problem.tsx'
import { Skeleton } from './skeleton.tsx'
import { TopClasses } from './top-classes.tsx'
import { duration } from './work-bar.tsx'

/** The two-column frame before anything is explained: the picture, and what the model says of it. */
export function EmptyColumn({ session, onExplain }: { readonly session: Session; readonly onExplain: () => void }) {
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
        <Beside session={session} onExplain={onExplain} />
      </div>
    </article>
  )
}

function Beside({ session, onExplain }: { readonly session: Session; readonly onExplain: () => void }) {
  const model = session.model.value
  const looked = session.picture.value?.looked
  if (model.kind === 'opening') return <ModelProgress session={session} model={model} />
  if (model.kind === 'failed') return <Problem session={session} failure={model.failure} />
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
          onAsk={
            session.busy.value ? null : (top) => void session.ask({ method: 'submodular', class: top.class, label: top.label })
          }
        />
      )}
      <div class="buttons">
        <button type="button" class="main" disabled={session.busy.value} onClick={onExplain}>
          Explain it
        </button>
        {looked && <span class="quiet">about {duration(looked.expectedSeconds)} on this machine</span>}
      </div>
    </>
  )
}
