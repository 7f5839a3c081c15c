import { quoted } from '../output/quoted.ts'

/** What the flags of a study say of its results; where it goes and how many workers there are changes nothing about them. */
export interface StudyFlags {
  readonly methods?: string | undefined
  readonly metrics?: string | undefined
  readonly param: Readonly<Record<string, string | number | boolean>>
  readonly seed: number
  readonly models: string
  readonly classes?: string | undefined
  readonly limit?: number | undefined
  readonly perClass?: number | undefined
  readonly output?: string | undefined
  readonly attach?: string | undefined
  readonly attachScale?: number | undefined
  readonly labels?: string | undefined
}

/** The command that makes a study again, as it would be typed in the same folder. */
export function commandLine(name: string, dataset: string, flags: StudyFlags): string {
  const parts: readonly (readonly [string, string | number | undefined])[] = [
    ['--models', flags.models],
    ['--classes', flags.classes],
    ['--output', flags.output],
    ['--attach', flags.attach],
    ['--attach-scale', flags.attachScale],
    ['--labels', flags.labels],
    ['--methods', flags.methods],
    ['--metrics', flags.metrics],
    ...Object.entries(flags.param).map(([key, value]) => ['--param', `${key}=${value}`] as const),
    ['--limit', flags.limit],
    ['--per-class', flags.perClass],
    ['--seed', flags.seed],
  ]
  const told = parts.filter(([, value]) => value !== undefined).map(([flag, value]) => `${flag} ${quoted(String(value))}`)
  return ['telltale study', name, quoted(dataset), ...told].join(' ')
}
