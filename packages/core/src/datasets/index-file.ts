import * as z from 'zod/mini'
import { TelltaleError } from '../errors.ts'
import { boxOfCorners, classOfText, type ListedSample } from './listed-sample.ts'

const finite = z.number().check(z.refine(Number.isFinite))
const corners = z.tuple([finite, finite, finite, finite])
const entrySchema = z.object({
  file: z.string().check(z.minLength(1)),
  class: z.optional(z.union([z.int().check(z.minimum(0)), z.string()])),
  /** The name of the class, where there is no `class`. */
  label: z.optional(z.string()),
  /** `[left, top, right, bottom]` in pixels of the picture, the last two outside the box. */
  boxes: z.optional(z.array(corners)),
  mask: z.optional(z.string().check(z.minLength(1))),
})
const indexSchema = z.union([z.array(z.unknown()), z.object({ samples: z.array(z.unknown()) })])

/**
 * Reads the text of an `index.json`: a list of entries, or an object whose `samples` is one. Fields that are not ours are passed over, so that an
 * entry may also say where its picture is from. Throws DATASET_UNREADABLE with the number of the entry that is wrong.
 */
export function readIndexFile(text: string, name: string): readonly ListedSample[] {
  const index = indexSchema.safeParse(parse(text, name))
  if (!index.success) throw wrong(name, 'it is neither a list of entries nor an object with a list "samples"')
  const entries = Array.isArray(index.data) ? index.data : index.data.samples
  return entries.map((entry, number) => {
    const { success, data, error } = entrySchema.safeParse(entry)
    if (success) return listed(data)
    const { path = [], message = 'invalid' } = error.issues[0] ?? {}
    throw wrong(name, `entry ${number} is not as it should be${path.length > 0 ? ` at "${path.join('.')}"` : ''}: ${message}`)
  })
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw wrong(name, `it is no JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}

function listed({ file, class: given, label, boxes, mask }: z.infer<typeof entrySchema>): ListedSample {
  return {
    picture: file,
    class: typeof given === 'number' ? given : classOfText(given ?? label ?? ''),
    ...(boxes && { boxes: boxes.map(boxOfCorners) }),
    ...(mask !== undefined && { mask }),
  }
}

function wrong(file: string, reason: string): TelltaleError {
  return new TelltaleError(
    'DATASET_UNREADABLE',
    `"${file}" cannot be read: ${reason}.`,
    'Write a list of entries such as {"file": "cat.jpg", "class": "tabby", "boxes": [[10, 20, 110, 90]], "mask": "cat.png"}; only "file" is needed.',
    { file },
  )
}
