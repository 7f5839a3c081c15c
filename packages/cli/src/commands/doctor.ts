import { availableParallelism, cpus } from 'node:os'
import type { Command } from '@commander-js/extra-typings'
import { checkKernels } from '../doctor/check-kernels.ts'
import { checkPictures } from '../doctor/check-pictures.ts'
import { checkRuntimes } from '../doctor/check-runtimes.ts'
import type { Finding } from '../doctor/finding.ts'
import { jsonFlag } from '../flags/model-flags.ts'
import { exitCodes } from '../report.ts'
import { coloursOf, printable, type Terminal, writeLines } from '../terminal.ts'
import { readVersion } from '../version.ts'

/** What `telltale doctor` found. `taken` is what `auto` stands for on this machine; null where nothing works. */
interface Diagnosis {
  readonly machine: {
    readonly telltale: string
    readonly node: string
    readonly system: string
    readonly processor: string
    readonly processors: number
  }
  readonly kernels: readonly Finding[]
  readonly runtimes: readonly Finding[]
  readonly pictures: readonly Finding[]
  readonly taken: { readonly kernels: string | null; readonly runtime: string | null }
}

/** `telltale doctor`: tries every backend of this machine and says which ones would be taken. */
export function addDoctorCommand(program: Command, terminal: Terminal, finish: (exitCode: number) => void): void {
  program
    .command('doctor')
    .description('try every kernel backend and runtime of this machine, and say which would be taken')
    .addOption(jsonFlag())
    .action(async ({ json }) => {
      const diagnosis = await examine()
      await writeLines(terminal.stdout, json ? [JSON.stringify(diagnosis)] : describe(terminal, diagnosis))
      const usable =
        diagnosis.taken.kernels !== null && diagnosis.taken.runtime !== null && diagnosis.pictures.every(({ works }) => works)
      finish(usable ? exitCodes.done : exitCodes.nothingCouldStart)
    })
}

async function examine(): Promise<Diagnosis> {
  const kernels = await checkKernels()
  const runtimes = await checkRuntimes()
  const pictures = await checkPictures()
  const machine = {
    telltale: readVersion(),
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors: availableParallelism(),
  }
  return { machine, kernels, runtimes, pictures, taken: { kernels: firstWorking(kernels), runtime: firstWorking(runtimes) } }
}

/** Findings come in the order of preference. */
function firstWorking(findings: readonly Finding[]): string | null {
  return findings.find(({ works }) => works)?.name ?? null
}

function describe(terminal: Terminal, { machine, kernels, runtimes, pictures, taken }: Diagnosis): readonly string[] {
  const colours = coloursOf(terminal.stdout, terminal.environment)
  const section = (title: string, findings: readonly Finding[]) => [
    colours.bold(title),
    ...findings.map(
      ({ name, works, detail }) =>
        `  ${works ? colours.green('ok    ') : colours.red('fails ')} ${name.padEnd(17)}${printable(detail)}`,
    ),
  ]
  return [
    colours.bold(`telltale ${machine.telltale}`),
    `  Node ${machine.node}, ${machine.system}, ${printable(machine.processor)} x ${machine.processors}`,
    ...section('kernels', kernels),
    ...section('runtimes', runtimes),
    ...section('pictures', pictures),
    colours.bold('taken'),
    `  kernels  ${reason(taken.kernels, kernels)}`,
    `  runtime  ${reason(taken.runtime, runtimes)}`,
  ]
}

function reason(taken: string | null, findings: readonly Finding[]): string {
  const order = findings.map(({ name }) => name).join(', ')
  return taken === null ? `none: nothing of ${order} works` : `${taken}: the first that works of ${order}`
}
