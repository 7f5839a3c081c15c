import { percent } from '@telltale/core'
import type { ComponentType } from 'preact'
import { documentOf } from '../session/column.ts'
import { scoreAt } from '../session/scrubber.ts'
import type { Session } from '../session/session.ts'
import { CompareTable } from './compare-table.tsx'
import { DropTarget } from './drop-target.tsx'
import { ExplanationColumn } from './explanation-column.tsx'
import { InputBar } from './input-bar.tsx'
import { MethodMenu } from './method-menu.tsx'
import { ModelPanel } from './model-card.tsx'
import { Problem } from './problem.tsx'
import { ScrubberControls } from './scrubber-controls.tsx'

interface AppProps {
  readonly session: Session
  readonly ThemeSwitch: ComponentType
}

/** The whole page. */
export function App({ session, ThemeSwitch }: AppProps) {
  const columns = session.columns.value
  const solo = columns.length === 1
  return (
    <DropTarget session={session}>
      <header class="page-header">
        <h1>
          <img src="/icon.svg" alt="" width={28} height={28} /> Telltale
        </h1>
        <p class="tagline">The fewest regions of a picture that carry a model’s decision, and how far to trust that.</p>
        <ThemeSwitch />
      </header>
      <main>
        {session.isExample.value && (
          <p class="example-note">An example, explained before. Move the slider; then try a picture of your own.</p>
        )}
        {session.problem.value && <Problem failure={session.problem.value} onClose={session.forgive} />}
        <SharedScrubber session={session} />
        <div class={`columns count-${Math.min(3, columns.length)}`}>
          {columns.map((column) => (
            <ExplanationColumn key={column.id} session={session} column={column} solo={solo} />
          ))}
          {columns.length === 0 && session.picture.value && (
            <figure class="hero-figure">
              <img class="hero waiting" src={session.picture.value.url} alt={session.picture.value.name} />
            </figure>
          )}
        </div>
        <CompareTable columns={columns} />
        <InputBar session={session} />
        <ModelPanel session={session} />
      </main>
      <footer class="page-footer quiet">
        <p>
          Everything is computed in this page: no picture and no model leaves this machine. Regions are hidden hundreds of times
          to see what the model answers; what is said here was measured, not guessed.
        </p>
      </footer>
    </DropTarget>
  )
}

function SharedScrubber({ session }: { readonly session: Session }) {
  const documents = session.columns.value.flatMap((column) => documentOf(column) ?? [])
  const [first] = documents
  if (!first) return null
  const scrubber = session.scrubber.value
  const score = scoreAt(first, scrubber)
  return (
    <div class="bar">
      <ScrubberControls
        scrubber={scrubber}
        regions={first.body.regions.count}
        hasAnswer={documents.some(({ body }) => body.answer !== null)}
        meaning={score === null ? 'Not measured' : percent(score)}
        onScrub={session.scrub}
      />
      <MethodMenu session={session} />
    </div>
  )
}
