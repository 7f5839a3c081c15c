import { documentOf } from '../session/column.ts'
import type { Session } from '../session/session.ts'
import { CompareTable } from './compare-table.tsx'
import { EmptyColumn } from './empty-column.tsx'
import { ExplanationColumn } from './explanation-column.tsx'
import { InputStrip } from './input-strip.tsx'
import { MethodMenu } from './method-menu.tsx'
import { Problem } from './problem.tsx'
import { ScrubberControls } from './scrubber-controls.tsx'

/** What is given to the page, and the explanations of one picture side by side. */
export function ExplainView({ session }: { readonly session: Session }) {
  const columns = session.columns.value
  const isSolo = columns.length <= 1
  return (
    <>
      <InputStrip session={session} />
      {session.problem.value && <Problem session={session} failure={session.problem.value} onClose={() => session.tell(null)} />}
      {session.isExample.value && columns.length > 0 && (
        <p class="example-note">
          <strong>An example, explained before.</strong> Move the slider under the picture, or try a picture of your own.
        </p>
      )}
      {!isSolo && <SharedScrubber session={session} />}
      <div class={`columns count-${Math.min(3, Math.max(1, columns.length))}`}>
        {columns.map((column) => (
          <ExplanationColumn key={column.id} session={session} column={column} isSolo={isSolo} />
        ))}
        {columns.length === 0 && <EmptyColumn session={session} />}
      </div>
      <CompareTable columns={columns} />
      {!isSolo && <MethodMenu session={session} />}
    </>
  )
}

/** One scrubber for pictures side by side. */
function SharedScrubber({ session }: { readonly session: Session }) {
  const documents = session.columns.value.flatMap((column) => documentOf(column) ?? [])
  if (documents.length === 0) return null
  return (
    <ScrubberControls
      scrubber={session.scrubber.value}
      regions={Math.max(...documents.map(({ body }) => body.regions.count))}
      hasAnswer={documents.some(({ body }) => body.answer !== null)}
      meaning="The probabilities are under the pictures"
      onScrub={session.scrub}
    />
  )
}
