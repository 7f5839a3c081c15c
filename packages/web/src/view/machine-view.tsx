import type { Errand } from '../session/machine.ts'
import type { Session } from '../session/session.ts'
import { FindingsTable } from './findings-table.tsx'
import { MeasurementsTable } from './measurements-table.tsx'
import { Problem } from './problem.tsx'

/** What this browser can compute with, and how fast its kernels are. */
export function MachineView({ session }: { readonly session: Session }) {
  const { machine, busy } = session
  const examined = machine.examined.value
  const measured = machine.measured.value
  return (
    <div class="machine">
      <section aria-labelledby="examine-title">
        <h2 id="examine-title">What works here</h2>
        <p class="quiet">Runs a piece of every kernel backend and the built-in model, and reads a picture.</p>
        {examined.kind === 'done' && <FindingsTable findings={examined.result} />}
        <Standing session={session} errand={examined} />
        <button type="button" disabled={busy.value} onClick={() => void machine.examine()}>
          {examined.kind === 'done' ? 'Try again' : 'Try everything'}
        </button>
      </section>
      <section aria-labelledby="bench-title">
        <h2 id="bench-title">How fast the kernels are</h2>
        <p class="quiet">
          Each kernel beside its plain version and a copy of the same bytes, in turns within one run: read the ratios. It takes
          about a minute.
        </p>
        {measured.kind === 'done' && <MeasurementsTable measurements={measured.result} />}
        <Standing session={session} errand={measured} />
        <div class="buttons">
          <button type="button" disabled={busy.value} onClick={() => void machine.measure()}>
            {measured.kind === 'done' ? 'Measure again' : 'Measure'}
          </button>
          {measured.kind === 'working' && (
            <button type="button" class="plain" onClick={session.cancel}>
              Stop
            </button>
          )}
        </div>
      </section>
    </div>
  )
}

function Standing({ session, errand }: { readonly session: Session; readonly errand: Errand<unknown> }) {
  if (errand.kind === 'failed') return <Problem session={session} failure={errand.failure} />
  if (errand.kind !== 'working') return null
  return (
    <div class="work">
      <p class="quiet" aria-live="polite">
        {errand.what}
      </p>
      <progress max={1} {...(errand.share === null ? {} : { value: errand.share })} aria-label={errand.what} />
    </div>
  )
}
