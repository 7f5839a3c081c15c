import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { TelltaleError } from '../errors.ts'
import { diskError } from './disk.node.ts'
import { temporaryName } from './temporary-names.node.ts'

/** Who writes into a run folder. `started` tells two processes apart that had the same number one after the other. */
interface Holder {
  readonly pid: number
  readonly host: string
  readonly started: string | null
}

/** Others that take over the same lock at once explain a few tries; a folder or a dead link of that name would go on for ever. */
const mostTries = 1000

/**
 * Takes a lock file that says which process writes here, and returns what gives it back. The lock of a process that is gone is taken over.
 * Throws RUN_IN_USE while the other one lives, and RUN_DISK.
 */
export function takeLock(path: string): () => void {
  const own = JSON.stringify({ pid: process.pid, host: hostname(), started: startOf(process.pid) } satisfies Holder)
  const draft = temporaryName(path)
  try {
    writeFileSync(draft, own)
    for (let tries = 1; !linked(draft, path); tries++) {
      if (tries > mostTries) throw new Error('what lies there is no lock of ours')
      clearAbandoned(path)
    }
  } catch (cause) {
    throw cause instanceof TelltaleError ? cause : diskError(path, cause)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (contentOf(path) === own) rmSync(path, { force: true })
  }
}

/** A link appears with its content, all at once, and fails where something is already. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function clearAbandoned(path: string): void {
  const seen = contentOf(path)
  if (seen === null) return
  const holder = holderIn(seen)
  if (holder !== null && isAlive(holder)) throw inUse(path, holder)
  // Only one of two processes that see this at once gets to move it; whoever moved a newer lock by mistake puts it back.
  const aside = temporaryName(path)
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (contentOf(aside) !== seen) linked(aside, path)
  rmSync(aside, { force: true })
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function holderIn(text: string): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(text)
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, started: started ?? null } : null
  } catch {
    return null
  }
}

/** Of another machine nothing can be known: it counts as alive. */
function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return started === null || started === startOf(pid)
}

/** When a process began, as Linux counts it since the machine came up; null elsewhere, and for one that only waits to be buried. */
function startOf(pid: number): string | null {
  // The second field is the name in brackets, which may hold anything.
  const fields = contentOf(`/proc/${pid}/stat`)?.replace(/^.*\)/s, '').trim().split(' ')
  const machine = contentOf('/proc/sys/kernel/random/boot_id')?.trim()
  return fields?.[19] === undefined || fields[0] === 'Z' ? null : `${machine ?? ''} ${fields[19]}`
}

function inUse(path: string, { pid, host }: Holder): TelltaleError {
  return new TelltaleError(
    'RUN_IN_USE',
    `Process ${pid} on ${host} is writing into this folder.`,
    `Wait for it, or name another folder with --out. If it is gone for good, delete ${path}.`,
    { file: path, value: pid },
  )
}
