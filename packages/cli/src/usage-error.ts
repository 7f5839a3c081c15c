import type { CommanderError } from '@commander-js/extra-typings'
import { TelltaleError } from '@telltale/core'

/** Verbs that have flags of their own. */
const verbs: readonly string[] = ['explain', 'evaluate', 'worker', 'study', 'model', 'bench', 'doctor']

/** A refusal by the parser of arguments as an error like all others; null where it only showed help or the version. */
export function usageError(error: CommanderError, argv: readonly string[]): TelltaleError | null {
  if (error.exitCode === 0 || error.code === 'commander.help') return null
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const verb = verbs.find((name) => name === argv[0])
  const help = `telltale${verb === undefined ? '' : ` ${verb}`} --help shows what there is.`
  const [, what, expected] = /^(.* is invalid\.) (.+)$/.exec(first) ?? []
  if (what !== undefined) return new TelltaleError('USAGE_PARAMETER', sentence(what), expected!)
  const hint = rest.join(' ').replace(/^\((.*)\)$/, '$1')
  return new TelltaleError('USAGE_FLAG', sentence(first), hint === '' ? sentence(help) : `${hint} ${help}`)
}

function sentence(text: string): string {
  const ended = /[.?!]$/.test(text) ? text : `${text}.`
  return ended.startsWith('telltale') ? ended : ended[0]!.toUpperCase() + ended.slice(1)
}
