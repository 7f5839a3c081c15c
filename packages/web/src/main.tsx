import { render } from 'preact'
import { createSession } from './session/session.ts'
import { storedExample } from './stored/example.ts'
import './style/index.css'
import { registerOffline } from './offline/register.ts'
import { App } from './view/app.tsx'
import { createThemeSwitch } from './view/theme-switch.tsx'
import { createWorkerClient } from './worker/client.ts'

const worker = createWorkerClient(
  () => new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module', name: 'telltale' }),
)
const session = createSession(worker, storedExample())
const page = document.getElementById('page')
if (page) render(<App session={session} ThemeSwitch={createThemeSwitch()} />, page)
registerOffline(() => session.isExample.value)
