import { type Classifier, findClass, type Picture, TelltaleError, type WantedTarget } from '@telltale/core'
import { classify } from '../classify.ts'

/** What is to be explained of one picture. */
export interface ChosenTargets {
  /** No two of them are the same class. */
  readonly targets: readonly WantedTarget[]
  /** Whether the model's answer is the true class; null where nobody said which that is, or nobody asked for both. */
  readonly isRight: boolean | null
}

/**
 * The targets that the flags stand for: the predicted class unless told; with a true class, both, as long as they differ. Commas part targets,
 * unless the whole text is the name of one class. Throws USAGE_CLASS_* for a class that the model does not have.
 */
export async function chooseTargets(
  model: Classifier,
  picture: Picture,
  written: string | null,
  truth: number | string | undefined,
): Promise<ChosenTargets> {
  const wanted = written === null ? (truth === undefined ? ['top1'] : ['top1', 'truth']) : split(written, model.info.labels)
  // What a missing truth means is for `explain` to say.
  if (wanted.length === 1 || (truth === undefined && wanted.includes('truth'))) return { targets: wanted, isRight: null }

  const predicted = await classify(model, picture)
  const byClass = new Map<number, WantedTarget>()
  for (const target of wanted) {
    const index = target === 'top1' ? predicted : findClass(model.info.labels, target === 'truth' ? truth! : target)
    // Of two names for one class, the one that says that it is true says more.
    if (!byClass.has(index) || target === 'truth') byClass.set(index, target)
  }
  const both = truth !== undefined && wanted.includes('top1') && wanted.includes('truth')
  return { targets: [...byClass.values()], isRight: both ? findClass(model.info.labels, truth) === predicted : null }
}

function split(written: string, labels: readonly string[]): readonly string[] {
  if (!written.includes(',') || isOneClass(written, labels)) return [written.trim()]
  return written.split(',').map((name) => name.trim())
}

/** Names of classes hold commas, as in "giant panda, panda, panda bear". */
function isOneClass(written: string, labels: readonly string[]): boolean {
  try {
    findClass(labels, written)
    return true
  } catch (error) {
    if (error instanceof TelltaleError && error.code === 'USAGE_CLASS_UNKNOWN') return false
    throw error
  }
}
