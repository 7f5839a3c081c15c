import { fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AdapterDescription, type AdapterInfo, describeAdapter, TelltaleError } from '@telltale/core'
import { createDawn } from './load-dawn.ts'

const program = new URL(`./gpu-process${extname(import.meta.url)}`, import.meta.url)
/** A driver that takes longer is broken. */
const patience = 30_000

/**
 * The graphics adapter of this machine, found in a process of its own: drivers print what they please and may end theirs. Throws
 * BACKEND_UNAVAILABLE with the command that mends it.
 */
export async function findAdapter(environment: Readonly<Record<string, string | undefined>>): Promise<AdapterDescription> {
  await createDawn()
  const found = await ask(environment)
  if (found === null) throw noAdapter()
  return describeAdapter(found)
}

function ask(environment: Readonly<Record<string, string | undefined>>): Promise<AdapterInfo | null> {
  const child = fork(fileURLToPath(program), {
    env: environment,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: patience,
  })
  return new Promise((resolve, reject) => {
    child.once('message', (found) => resolve(found as AdapterInfo | null))
    // Comes after the message where there was one.
    child.once('exit', (code, signal) => reject(driverFailed(signal ?? `exit code ${code}`)))
    child.once('error', (cause) => reject(driverFailed(cause.message)))
  })
}

/** There is WebGPU, and nothing for it to run on. */
export function noAdapter(): TelltaleError {
  return new TelltaleError(
    'BACKEND_UNAVAILABLE',
    'WebGPU finds no adapter on this machine.',
    `Install the driver of the graphics card${process.platform === 'linux' ? ' and Vulkan: apt-get install libvulkan1 mesa-vulkan-drivers' : ''}.`,
    { value: 'webgpu' },
  )
}

function driverFailed(how: string): TelltaleError {
  return new TelltaleError(
    'BACKEND_UNAVAILABLE',
    `Looking for a graphics adapter ended with ${how}.`,
    'Update the driver of the graphics card, or do without: WebAssembly needs none.',
    { value: 'webgpu' },
  )
}
