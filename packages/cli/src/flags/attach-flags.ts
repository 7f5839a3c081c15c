import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { type Attachment, type Box, parseLabels, readCentroids, TelltaleError } from '@telltale/core'
import { resolveIn, type Terminal } from '../terminal.ts'
import { anyNumber } from './parsers.ts'

/** Flags that make a classifier of a model that is none. */
export const attachFlag = () =>
  new Option('--attach <file>', 'class vectors for a model that gives an embedding: a .npy table, one row per class')
export const attachScaleFlag = () =>
  new Option('--attach-scale <number>', 'what cosines with them are multiplied with (default: 100)').argParser(
    anyNumber(1e-6, 1e6),
  )
export const attachBoxFlag = () =>
  new Option(
    '--attach-box <x,y,width,height>',
    'for a model that gives a map of classes: the box of the frame, in shares of it, to read them in',
  ).argParser(parseBox)
export const labelsFlag = () => new Option('--labels <file>', 'names of the classes: one a line, or a JSON list')

/** What those flags say. */
export interface AttachFlags {
  readonly attach?: string | undefined
  readonly attachScale?: number | undefined
  readonly attachBox?: Box | undefined
  readonly labels?: string | undefined
}

/** The attachment and the class names that the flags speak of, read from their files. */
export async function readAttachment(
  terminal: Terminal,
  { attach, attachScale, attachBox, labels }: AttachFlags,
): Promise<{ readonly attach?: Attachment; readonly labels?: readonly string[] }> {
  if (attach !== undefined && attachBox !== undefined) {
    throw new TelltaleError('USAGE_FLAG', '--attach and --attach-box make a classifier in two ways.', 'Give one of them.')
  }
  if (attach === undefined && attachScale !== undefined) {
    throw new TelltaleError('USAGE_FLAG', '--attach-scale is for class vectors, and there are none.', 'Give them with --attach.')
  }
  const scale = attachScale === undefined ? {} : { scale: attachScale }
  return {
    ...(attach !== undefined && { attach: { ...(await readCentroids(resolveIn(terminal, attach))), ...scale } }),
    ...(attachBox !== undefined && { attach: { kind: 'box', box: attachBox } as const }),
    ...(labels !== undefined && { labels: await readLabels(resolveIn(terminal, labels)) }),
  }
}

async function readLabels(path: string): Promise<readonly string[]> {
  try {
    return parseLabels(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The list of classes ${path} cannot be read: ${(cause as Error).message}.`,
      'Give a text or JSON file.',
    )
  }
}

function parseBox(text: string): Box {
  const [x, y, width, height, ...rest] = text.split(',').map((part) => anyNumber(0, 1)(part.trim()))
  if (x === undefined || y === undefined || width === undefined || height === undefined || rest.length > 0)
    throw new InvalidArgumentError('Expected four shares of the frame, as 0.25,0.25,0.5,0.5.')
  return { x, y, width, height }
}
