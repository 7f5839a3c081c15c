import { TelltaleError } from '../errors.ts'
import type { BufferHandle, Kernels } from '../kernels/kernels.ts'
import type { Classifier } from '../model/classifier.ts'
import type { Scores, Want } from './mask-evaluator.ts'
import type { MemoEntry } from './memo.ts'
import { type TargetPlan, targetScore } from './targets.ts'

interface ScoreReaderOptions {
  readonly classifier: Classifier
  readonly kernels: Kernels
  readonly plan: TargetPlan
  /** Rows of the largest batch. */
  readonly rows: number
}

/** From logits in kernel memory to the scores of all targets, one batch at a time. */
export interface ScoreReader {
  /** f32[rows, classes], where the model writes. */
  readonly logits: BufferHandle
  /** Reads `shape` rows of logits, of which the first `rows` are wanted. Throws MODEL_NOT_FINITE. */
  readonly read: (shape: number, rows: number, want: Want) => Promise<void>
  /** Scores of a row that was read last. */
  readonly entry: (row: number) => MemoEntry
  /** Copies class probabilities of a row that was read last, where `scores` has room for them. */
  readonly copyClasses: (row: number, index: number, scores: Scores) => void
  readonly release: () => void
}

/** Numbers of kernel memory that a reader takes per row. */
export function floatsPerRow(classes: number, plan: TargetPlan): number {
  return classes + readoutLength(plan.classes.length) + readoutLength(classes)
}

/** Numbers that the readout kernel writes per row. */
function readoutLength(targets: number): number {
  return 2 * targets + 3
}

/** Allocates the buffers and writes the classes that are read, once. */
export function createScoreReader({ classifier, kernels, plan, rows }: ScoreReaderOptions): ScoreReader {
  const { classes, link, name } = classifier.info
  const held: BufferHandle[] = []
  const floats = (count: number): BufferHandle => {
    const buffer = kernels.allocate(Math.max(4, 4 * count))
    held.push(buffer)
    return buffer
  }
  const logits = floats(rows * classes)
  const reading = (of: Uint32Array) => {
    const length = readoutLength(of.length)
    const targets = floats(of.length)
    const output = floats(rows * length)
    const values = new Float32Array(rows * length)
    if (of.length > 0) kernels.write(targets, of)
    return {
      length,
      values,
      read: async (shape: number): Promise<void> => {
        kernels.readout({ logits, targets, output, rows: shape, classes, targetCount: of.length, link })
        await kernels.read(output, values.subarray(0, shape * length))
      },
    }
  }
  const wanted = reading(plan.classes)
  const every = reading(Uint32Array.from({ length: classes }, (_, index) => index))

  return {
    logits,
    read: async (shape, rowsWanted, want) => {
      await wanted.read(shape)
      if (want.classes) await every.read(shape)
      requireFinite(wanted.values.subarray(0, rowsWanted * wanted.length), name)
    },
    entry: (row) => {
      const numbers = wanted.values.subarray(row * wanted.length, (row + 1) * wanted.length)
      const scores = plan.of.map((_, index) => targetScore(plan, index, numbers, link))
      const [confidence, predicted, top] = numbers.subarray(2 * plan.classes.length)
      return {
        probabilities: Float64Array.from(scores, (score) => score.probability),
        logits: Float64Array.from(scores, (score) => score.logit),
        confidence: confidence!,
        predicted: predicted!,
        top: top!,
      }
    },
    copyClasses: (row, index, scores) => {
      const start = row * every.length
      scores.classes?.set(every.values.subarray(start, start + classes), index * classes)
    },
    release: () => {
      for (const buffer of held) kernels.release(buffer)
    },
  }
}

function requireFinite(numbers: Float32Array, model: string): void {
  const bad = numbers.findIndex((value) => !Number.isFinite(value))
  if (bad < 0) return
  throw new TelltaleError(
    'MODEL_NOT_FINITE',
    `The model "${model}" answered ${numbers[bad]} for a masked picture.`,
    'Check the preprocessing (scale, mean, std) and the model file: a classifier must give finite numbers.',
    { file: model, value: String(numbers[bad]) },
  )
}
