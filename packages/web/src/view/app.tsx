import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { Session } from '../session/session.ts'
import { DropTarget } from './drop-target.tsx'
import { ExplainView } from './explain-view.tsx'
import { later } from './later.tsx'
import { type Tab, Tabs } from './tabs.tsx'

interface AppProps {
  readonly session: Session
  readonly ThemeSwitch: ComponentType
}

/** Few look at it, so the first paint does not wait for it. */
const MachineView = later(async () => (await import('./machine-view.tsx')).MachineView)

/** The whole page. */
export function App({ session, ThemeSwitch }: AppProps) {
  const tab = useSignal<Tab>('explain')
  return (
    <DropTarget
      session={session}
      onTaken={() => {
        tab.value = 'explain'
      }}
    >
      <header class="page-header">
        <h1>
          <img src="./icon.svg" alt="" width={26} height={26} /> Telltale
        </h1>
        <p class="tagline">Which few regions of a picture carry a model’s decision?</p>
        <Tabs
          chosen={tab.value}
          onChoose={(chosen) => {
            tab.value = chosen
          }}
        />
        <ThemeSwitch />
      </header>
      <main>
        <div id="part" class="part" role="tabpanel" aria-label={tab.value === 'explain' ? 'Explain' : 'This machine'}>
          {tab.value === 'explain' ? <ExplainView session={session} /> : <MachineView session={session} />}
        </div>
      </main>
      <footer class="page-footer quiet">
        <p>
          Everything is computed in this page: no picture and no model leaves this machine. What is said here was measured by
          hiding regions hundreds of times and looking at what the model answers.
        </p>
      </footer>
    </DropTarget>
  )
}
