import { TelltaleError } from '../../errors.ts'
import type { Subject } from '../../evaluate/subject.ts'
import { requireSuited } from '../../explain/require-suited.ts'
import type { Attribution } from '../../explanation/attribution.ts'
import { toMap } from '../../explanation/to-map.ts'
import type { PreparedMethod } from '../../methods/prepared-method.ts'
import { prepareMethod } from '../../methods/registry.ts'
import { type NamedSetting, parseSettings } from '../named-settings.ts'

/** A method of a study, under the name that its tables use. */
export interface StudyMethod {
  readonly label: string
  readonly method: PreparedMethod
}

/** The methods that a text names, as `submodular,rise:samples=1000`. Throws USAGE_UNKNOWN_METHOD and USAGE_PARAMETER. */
export function prepareMethods(text: string): readonly StudyMethod[] {
  return parseSettings(text).map(({ text: label, name, parameters }: NamedSetting) => ({
    label,
    method: prepareMethod(name, parameters),
  }))
}

/** What a method makes of a sample. */
export interface MeasuredMap {
  /** f32[height * width] of the frame, signed. */
  readonly map: Float32Array
  readonly attribution: Attribution
  /** What it cost beyond what other methods had measured before. */
  readonly forwards: number
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}

/** Why there is no map of a method for a sample: it does not suit the model, or failed on this picture. */
export interface NoMap {
  readonly code: string
  readonly reason: string
}

/**
 * Runs one method alone on a subject. A method that does not suit the model, or fails on this picture, is a reason and no exception: the others
 * are still measured. Throws only what ends the sample for all of them: CANCELLED, BACKEND_* and BUDGET_MEMORY.
 */
export async function measureMethod(subject: Subject, { method }: StudyMethod, seed: number): Promise<MeasuredMap | NoMap> {
  const before = subject.spent().forwards
  try {
    await requireSuited(subject.model, [method])
    const { attribution, warnings } = await subject.attribute(method, seed)
    const map = toMap(attribution, subject.regions, subject.frame)
    if (!map.every(Number.isFinite)) return { code: 'MODEL_NOT_FINITE', reason: 'the map has numbers that are not finite' }
    return { map, attribution, warnings, forwards: subject.spent().forwards - before }
  } catch (error) {
    return reasonOf(error)
  }
}

const endsTheSample = /^(CANCELLED|BACKEND_|BUDGET_MEMORY)/

/** Code and sentence of what went wrong; throws it where nothing else of the sample could succeed. */
export function reasonOf(error: unknown): NoMap {
  if (!(error instanceof TelltaleError) || endsTheSample.test(error.code)) throw error
  return { code: error.code, reason: error.message }
}

/**
 * The maps of several methods, one after another: each is given to `use` as soon as it is there, so that they need not be kept together. Its results
 * come in the order of the methods.
 */
export async function measureMethods<T>(
  subject: Subject,
  methods: readonly StudyMethod[],
  seed: number,
  use: (measured: MeasuredMap | NoMap, method: StudyMethod) => Promise<T> | T,
): Promise<readonly T[]> {
  const results: T[] = []
  for (const method of methods) results.push(await use(await measureMethod(subject, method, seed), method))
  return results
}
