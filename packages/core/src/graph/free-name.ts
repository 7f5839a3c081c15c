import { graphOf, type OnnxModel } from './proto.ts'
import { renameTensor } from './rename.ts'
import { namesIn } from './walk.ts'

/** The model with `name` free for a tensor of ours, and what the tensor that bore it is called now. */
export interface Freed {
  readonly model: OnnxModel
  readonly nameOf: (tensor: string) => string
}

/** Gives the tensor called `name`, if there is one, another name. */
export function freeName(model: OnnxModel, name: string): Freed {
  const names = namesIn(graphOf(model))
  if (!names.has(name)) return { model, nameOf: (tensor) => tensor }
  let other = `${name}_inner`
  while (names.has(other)) other += '_'
  return { model: renameTensor(model, name, other), nameOf: (tensor) => (tensor === name ? other : tensor) }
}

/** A prefix that begins with the one wanted, such that it, an underscore and any of the endings is no name in use. */
export function freePrefix(taken: ReadonlySet<string>, wanted: string, endings: readonly string[]): string {
  let prefix = wanted
  while (endings.some((ending) => taken.has(`${prefix}_${ending}`))) prefix += '_'
  return prefix
}
