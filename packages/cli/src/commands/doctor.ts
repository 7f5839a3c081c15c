import type { Command } from '@commander-js/extra-typings'
import { checkKernels } from '../doctor/check-kernels.ts'
import { checkPictures } from '../doctor/check-pictures.ts'
import { checkRuntimes } from '../doctor/check-runtimes.ts'
import type { Finding } from '../doctor/finding.ts'
import { jsonFlag } from '../flags/model-flags.ts'
import { findAdapter } from '../gpu/find-adapter.ts'
import { describeMachine, type Machine } from '../machine.ts'
import { exitCodes } from '../report.ts'
import { type Colours, coloursOf, printable, type Terminal, writeLines } from '../terminal.ts'
import { readVersion } from '../version.ts'

/** What `telltale doctor` found. `taken` is what `auto` stands for on this machine, and why; null where nothing works. */
interface Diagnosis {
  readonly machine: Machine & { readonly telltale: string }
  readonly kernels: readonly Finding[]
  readonly runtimes: readonly Finding[]
  readonly pictures: readonly Finding[]
  readonly taken: { readonly kernels: string | null; readonly runtime: string | null }
  readonly why: { readonly kernels: string; readonly runtime: string }
}

/** `telltale doctor`: tries every backend of this machine and says which ones would be taken. */
export function addDoctorCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('doctor')
    .description('try every kernel backend and runtime of this machine, and say which would be taken')
    .addOption(jsonFlag())
    .action(async ({ json }) => {
      const diagnosis = await examine(terminal)
      await writeLines(terminal.stdout, json ? [JSON.stringify(diagnosis)] : describe(terminal, diagnosis))
      const usable =
        diagnosis.taken.kernels !== null && diagnosis.taken.runtime !== null && diagnosis.pictures.every(({ works }) => works)
      finish(usable ? exitCodes.done : exitCodes.nothingCouldStart)
    })
}

async function examine(terminal: Terminal): Promise<Diagnosis> {
  const adapter = findAdapter(terminal.environment)
  // Those who wait for it hear of a failure; it may come before they do.
  adapter.catch(() => {})
  const kernels = await checkKernels(adapter)
  const runtimes = await checkRuntimes(adapter)
  const pictures = await checkPictures()
  const taken = { kernels: firstWorking(kernels), runtime: firstWorking(runtimes) }
  return {
    machine: { telltale: readVersion(), ...describeMachine() },
    kernels,
    runtimes,
    pictures,
    taken,
    why: { kernels: reason(taken.kernels, kernels), runtime: reason(taken.runtime, runtimes) },
  }
}

/** `auto` leaves WebGPU alone in Node, as pictures would cross to the device and back, and the reference, which is there to compare with. */
function isAutomatic({ name }: Finding): boolean {
  return name !== 'reference' && !name.endsWith('webgpu')
}

/** Findings come in the order of preference. */
function firstWorking(findings: readonly Finding[]): string | null {
  return findings.filter(isAutomatic).find(({ works }) => works)?.name ?? null
}

function describe(terminal: Terminal, { machine, kernels, runtimes, pictures, why }: Diagnosis): readonly string[] {
  const colours = coloursOf(terminal.stdout, terminal.environment)
  return [
    colours.bold(`telltale ${machine.telltale}`),
    `  Node ${machine.node}, ${machine.system}, ${printable(machine.processor)} x ${machine.processors}`,
    ...section(colours, 'kernels', kernels),
    ...section(colours, 'runtimes', runtimes),
    ...section(colours, 'pictures', pictures),
    colours.bold('taken'),
    `  kernels  ${why.kernels}`,
    `  runtime  ${why.runtime}`,
  ]
}

function section(colours: Colours, title: string, findings: readonly Finding[]): readonly string[] {
  const width = Math.max(...findings.map(({ name }) => name.length))
  const rows = findings.flatMap((finding) => [
    `  ${mark(colours, finding)} ${finding.name.padEnd(width)}  ${printable(finding.detail)}`,
    ...(finding.fix === null ? [] : [`  ${' '.repeat(6)} ${' '.repeat(width)}  fix: ${printable(finding.fix)}`]),
  ])
  return [colours.bold(title), ...rows]
}

/** What this machine lacks is no failure where something else takes its place. */
function mark({ green, yellow, red }: Colours, { works, detail }: Finding): string {
  if (works) return green('ok    ')
  return detail.startsWith('BACKEND_UNAVAILABLE') ? yellow('absent') : red('fails ')
}

function reason(taken: string | null, findings: readonly Finding[]): string {
  const order = findings
    .filter(isAutomatic)
    .map(({ name }) => name)
    .join(', ')
  const gpu = findings.find(({ name }) => name.endsWith('webgpu'))
  const aside = gpu?.works ? `; ${gpu.name} works too, but explanations in Node do without it` : ''
  return taken === null ? `none: nothing of ${order} works` : `${taken}: the first that works of ${order}${aside}`
}
