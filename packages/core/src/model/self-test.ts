import { TelltaleError } from '../errors.ts'
import { createRandom } from '../random/random.ts'
import type { Normalise } from './normalise.ts'
import { notFinite } from './not-finite.ts'
import type { Session } from './runtime.ts'

/** What the open-time test found out. */
export interface SelfTest {
  /** Batch sizes whose rows agree bit for bit, ascending. */
  readonly batches: readonly number[]
  /** Whether all sizes that were tried agree. */
  readonly batchConsistent: boolean
  /** Milliseconds of one forward in the fastest of them. */
  readonly forwardMilliseconds: number
}

/** Of the session under test. A model of one fixed batch size is tested with that only. */
export interface SelfTestSubject {
  readonly session: Session
  readonly normalise: Normalise
  readonly width: number
  readonly height: number
  readonly classes: number
  /** 0 where the session has no features. */
  readonly featureLength: number
  readonly fixedBatch: number | null
  /** Where a forward is slow, batches of 4 are the largest that are worth testing. */
  readonly isSlow: boolean
  /** Whether a first run of a shape takes longer than the next, as on a GPU, which compiles in it. */
  readonly warmsUp: boolean
  readonly file: string
}

const batchSizes = [8, 4, 2, 1] as const

/**
 * Runs the same noise frames in batches of 8, 4, 2 and 1, each frame at another place in its batch, and keeps the sizes whose rows have the
 * bits of the largest batch: on some models a batch of one takes another path. Features are compared as well, since a few
 * logits may agree by chance. Throws MODEL_NOT_FINITE when an answer is NaN or infinite, MODEL_NOT_A_CLASSIFIER when there are not as many
 * answers as pictures.
 */
export async function selfTest(subject: SelfTestSubject): Promise<SelfTest> {
  const [largestSize, ...smallerSizes] = subject.isSlow ? batchSizes.slice(1) : batchSizes
  const largest = subject.fixedBatch ?? largestSize!
  const frames = noiseFrames(largest, subject)
  const whole = await runBatch(subject, frames, largest)
  checkFinite(whole.logits, subject.file)
  if (subject.fixedBatch !== null) {
    return { batches: [largest], batchConsistent: true, forwardMilliseconds: whole.milliseconds / largest }
  }

  const batches = [largest]
  let forwardMilliseconds = whole.milliseconds / largest
  for (const batch of smallerSizes) {
    // The last frames, so that none keeps the place it had in the whole batch.
    const first = largest - batch
    const part = await runBatch(subject, frames.subarray(first * frameLength(subject)), batch)
    const rest = {
      logits: whole.logits.subarray(first * subject.classes),
      features: whole.features.subarray(first * subject.featureLength),
    }
    if (!sameBits(part.logits, rest.logits) || !sameBits(part.features, rest.features)) continue
    batches.unshift(batch)
    forwardMilliseconds = Math.min(forwardMilliseconds, part.milliseconds / batch)
  }
  return { batches, batchConsistent: batches.length === 1 + smallerSizes.length, forwardMilliseconds }
}

/** Normalised noise, every frame another one; f32[count, 3, H, W]. */
export function noiseFrames(count: number, subject: Pick<SelfTestSubject, 'normalise' | 'width' | 'height'>): Float32Array {
  const random = createRandom(1)
  const frames = new Float32Array(count * frameLength(subject))
  const rgb = new Uint8Array(frameLength(subject))
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < rgb.length; j++) rgb[j] = random.next() * 256
    frames.set(subject.normalise(rgb), i * rgb.length)
  }
  return frames
}

interface BatchResult {
  readonly logits: Float32Array
  readonly features: Float32Array
  readonly milliseconds: number
}

async function runBatch(subject: SelfTestSubject, input: Float32Array, batch: number): Promise<BatchResult> {
  const logits = new Float32Array(batch * subject.classes)
  const features = new Float32Array(batch * subject.featureLength)
  const started = performance.now()
  const outputs = subject.featureLength === 0 ? { logits } : { logits, features }
  await subject.session.run({ input }, outputs, batch).catch((cause: unknown) => {
    throw cause instanceof RangeError ? notOneEach(subject.file, batch, cause) : cause
  })
  const cold = performance.now() - started
  if (!subject.warmsUp) return { logits, features, milliseconds: cold }
  await subject.session.run({ input }, outputs, batch)
  return { logits, features, milliseconds: performance.now() - started - cold }
}

function notOneEach(file: string, batch: number, cause: RangeError): TelltaleError {
  return new TelltaleError(
    'MODEL_NOT_A_CLASSIFIER',
    `${file} does not give one row of class scores for each of ${batch} pictures: ${cause.message}`,
    'Export the model with a batch axis that its input and its output share.',
    { file, value: batch },
    cause,
  )
}

function checkFinite(logits: Float32Array, file: string): void {
  const broken = logits.find((value) => !Number.isFinite(value))
  if (broken !== undefined) throw notFinite(file, broken)
}

function sameBits(left: Float32Array, right: Float32Array): boolean {
  const a = new Uint32Array(left.buffer, left.byteOffset, left.length)
  const b = new Uint32Array(right.buffer, right.byteOffset, right.length)
  return a.length === b.length && a.every((bits, i) => bits === b[i])
}

function frameLength({ width, height }: { readonly width: number; readonly height: number }): number {
  return 3 * width * height
}
