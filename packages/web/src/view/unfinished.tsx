import { shortLabel } from '@telltale/core'
import type { Column } from '../session/column.ts'
import type { Session } from '../session/session.ts'
import { ModelProgress } from './model-progress.tsx'
import { Problem } from './problem.tsx'
import { Skeleton } from './skeleton.tsx'
import { TopClasses } from './top-classes.tsx'
import { describeProgress, WorkBar } from './work-bar.tsx'

/** What stands where the answer will be: how far it is, what the model says of the picture already, or why there is no answer. */
export function Unfinished({ session, column }: { readonly session: Session; readonly column: Column }) {
  const { state, question } = column
  const looked = session.picture.value?.looked
  const first = looked?.top[0]
  return (
    <>
      <Standing session={session} column={column} />
      {looked ? (
        <TopClasses classes={looked.top} explained={question.class ?? first?.class ?? null} onAsk={null} />
      ) : (
        state.kind === 'working' && <Skeleton lines={[60, 100, 80, 100, 40]} />
      )}
      {state.kind === 'working' && <Skeleton lines={[100, 100, 80, 60]} />}
      {state.kind === 'cancelled' && first && (
        <p class="quiet">The model says {shortLabel(first.label)}; why, was not found out.</p>
      )}
    </>
  )
}

function Standing({ session, column }: { readonly session: Session; readonly column: Column }) {
  const { state } = column
  const model = session.model.value
  const looked = session.picture.value?.looked
  switch (state.kind) {
    case 'failed':
      return <Problem session={session} failure={state.failure} onClose={() => session.close(column.id)} />
    case 'cancelled':
      return (
        <div class="notice">
          <h2>Stopped</h2>
          <p>{state.partial ? 'What was found so far is on the picture.' : 'It was stopped before anything was found.'}</p>
          <button type="button" onClick={() => again(session, column)}>
            Explain again
          </button>
        </div>
      )
    default:
      if (model.kind === 'opening') return <ModelProgress session={session} model={model} />
      if (!looked)
        return (
          <WorkBar
            title="Looking at it …"
            detail="Reading the picture"
            share={null}
            onCancel={session.cancel}
            onStop={session.stop}
          />
        )
      return (
        <WorkBar
          {...describeProgress(state.kind === 'working' ? state.progress : null, looked.expectedSeconds)}
          onCancel={session.cancel}
          onStop={session.stop}
        />
      )
  }
}

function again(session: Session, column: Column): void {
  session.close(column.id)
  void session.ask(column.question)
}
