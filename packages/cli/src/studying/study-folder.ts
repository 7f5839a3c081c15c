import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createSampleState,
  findStudy,
  journalsIn,
  type PreparedStudy,
  type RunFile,
  readJournal,
  readRunFile,
  type SampleState,
  type StudyAbout,
  TelltaleError,
  temporaryName,
  writeWhole,
} from '@telltale/core'

/** What stands in `about.json`: said anew at every start, and no part of what the run was told. */
export interface StudyOrigin {
  /** What to type to do it again. */
  readonly command: string
  readonly skipped: readonly { readonly id: string; readonly code: string; readonly reason: string }[]
  /** Samples that were wanted. */
  readonly samples: number
}

/** A study as its folder has it. */
export interface ReadStudy {
  readonly study: PreparedStudy
  readonly about: StudyAbout
  readonly origin: StudyOrigin
  /** Ids of the samples that are done, sorted by code unit: the order of their records does not depend on who was done first. */
  readonly samples: readonly string[]
  readonly run: RunFile
}

const originFile = 'about.json'

export async function writeOrigin(folder: string, origin: StudyOrigin): Promise<void> {
  await writeWhole(join(folder, originFile), join(folder, temporaryName(originFile)), `${JSON.stringify(origin, null, 2)}\n`)
}

/** Whether a run's folder is that of a study. */
export function isStudy(run: RunFile): boolean {
  return typeof run.configuration['study'] === 'string'
}

/** Reads all but the records. Throws DOCUMENT_INVALID where the folder is none of a study, or is damaged; USAGE_UNKNOWN_STUDY and USAGE_PARAMETER. */
export async function readStudy(folder: string): Promise<ReadStudy> {
  const run = readRunFile(folder)
  if (run === null || !isStudy(run)) throw damaged(join(folder, 'run.json'), 'it does not say what a study was told')
  const { study: name, parameters, models, dataset, seed } = run.configuration as Readonly<Record<string, never>>
  const state = await readState(folder)
  const origin = readOrigin(folder)
  const study = findStudy(String(name), parameters ?? {})
  return {
    study,
    origin,
    samples: [...state.done].sort(),
    run,
    about: {
      models: models ?? [],
      dataset: String((dataset as { readonly name?: unknown } | undefined)?.name ?? ''),
      seed: Number(seed),
      command: origin.command,
      failed: [...state.failed.values()].sort((a, b) => (a.sample < b.sample ? -1 : 1)),
    },
  }
}

async function readState(folder: string): Promise<SampleState> {
  const state = createSampleState()
  for (const name of await journalsIn(folder)) readJournal(join(folder, name), state.visit)
  return state
}

/** Nothing that results hang on: what is missing is not said. */
function readOrigin(folder: string): StudyOrigin {
  const empty: StudyOrigin = { command: '', skipped: [], samples: 0 }
  try {
    return { ...empty, ...(JSON.parse(readFileSync(join(folder, originFile), 'utf8')) as Partial<StudyOrigin>) }
  } catch {
    return empty
  }
}

function damaged(file: string, reason: string): TelltaleError {
  return new TelltaleError(
    'DOCUMENT_INVALID',
    `${file} cannot be read: ${reason}.`,
    'Name the folder that telltale study wrote.',
    {
      file,
    },
  )
}
