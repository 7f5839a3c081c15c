import type { RunFile } from '@telltale/core'
import { quoted } from '../output/quoted.ts'
import type { Origin } from './page.ts'

/** What a run's frozen configuration says of where its results come from. Written by us, but a file all the same: whatever is not there is left out. */
export function originOf({ configuration }: RunFile): Origin {
  const model = recordIn(configuration['model'])
  return {
    command: commandOf(configuration),
    model: [
      `Model: ${textOf(model['name']) || 'unnamed'}`,
      `${textOf(model['link'])} of ${textOf(model['output'])}`,
      sizeOf(recordIn(model['preprocess'])),
      `SHA-256 ${textOf(model['sha256']).slice(0, 12)}`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    versions: `Telltale ${textOf(configuration['telltale'])} · ${textOf(configuration['backend'])} · ${textOf(configuration['threads'])} thread`,
    settings: JSON.stringify(configuration, null, 2),
  }
}

/** The command with the settings that are said by one word; the others are listed below it. */
function commandOf(configuration: RunFile['configuration']): string {
  const options = recordIn(configuration['options'])
  const methods = Array.isArray(options['methods']) ? options['methods'].map((method) => textOf(recordIn(method)['name'])) : []
  const targets = Array.isArray(configuration['targets']) ? configuration['targets'].map(textOf) : []
  const save = Array.isArray(configuration['save']) ? configuration['save'].map(textOf) : []
  const budget = options['budget']
  const flags: readonly (readonly [string, string])[] = [
    ['--method', methods.join(',')],
    ['--target', targets.join(',')],
    ['--regions', typeof options['regions'] === 'number' ? String(options['regions']) : ''],
    ['--budget', typeof budget === 'number' ? String(budget) : secondsOf(budget)],
    ['--threshold', textOf(options['threshold'])],
    ['--profile', textOf(options['profile'])],
    ['--check', Array.isArray(options['checks']) ? options['checks'].map(textOf).join(',') : ''],
    ['--seed', textOf(options['seed'])],
    ['--save', save.join(',')],
  ]
  const told = flags.filter(([, value]) => value !== '').map(([flag, value]) => `${flag} ${quoted(value)}`)
  return ['telltale explain <pictures>', ...told].join(' ')
}

function secondsOf(budget: unknown): string {
  const { seconds } = recordIn(budget)
  return typeof seconds === 'number' ? `${seconds}s` : ''
}

function sizeOf({ crop, size }: Readonly<Record<string, unknown>>): string {
  const pixels = crop ?? size
  return Array.isArray(pixels) ? `${pixels.map(textOf).reverse().join('×')} pixels` : ''
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
