import { plainCell } from './comparison/cells.ts'
import { number, text, whole } from './comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from './study-report.ts'

/** What a study has of each model. */
export interface PictureCounts {
  /** By model: pictures, those whose true class is known, and of these the ones to which the model gives it. */
  readonly pictures: ReadonlyMap<string, { readonly all: number; readonly known: number; readonly right: number }>
  /** Maps, or whole pictures, that were not measured. */
  readonly failures: readonly {
    readonly model: string
    readonly subject: string
    readonly reason: string
    readonly count: number
  }[]
}

export interface PictureCounter {
  /** Another picture of a model; `isRight` is null where its true class is not known. */
  readonly see: (model: string, isRight: boolean | null) => void
  /** What has no map, or was not measured, and why. */
  readonly fail: (model: string, subject: string, reason: string) => void
  readonly counts: () => PictureCounts
}

export function createPictureCounter(): PictureCounter {
  const pictures = new Map<string, { all: number; known: number; right: number }>()
  const failures = new Map<string, { model: string; subject: string; reason: string; count: number }>()
  return {
    see: (model, isRight) => {
      const { all, known, right } = pictures.get(model) ?? { all: 0, known: 0, right: 0 }
      pictures.set(model, { all: all + 1, known: known + (isRight === null ? 0 : 1), right: right + (isRight === true ? 1 : 0) })
    },
    fail: (model, subject, reason) => {
      const key = JSON.stringify([model, subject, reason])
      failures.set(key, { model, subject, reason, count: (failures.get(key)?.count ?? 0) + 1 })
    },
    counts: () => ({ pictures, failures: [...failures.values()] }),
  }
}

/** The accuracy of the models, and what is missing. `says`: which pictures are kept, and which class of them is explained. */
export function picturesSection({ pictures, failures }: PictureCounts, says: string): ReportSection {
  return {
    title: 'Pictures, and what is missing',
    text: says,
    tables: [
      {
        name: 'pictures',
        caption: 'Pictures, and how many the models get right',
        columns: [text('model'), whole('pictures'), whole('of known class'), whole('right'), number('accuracy', 'higher', 3)],
        rows: Array.from(pictures, ([model, { all, known, right }]): ReportCell[] => [
          model,
          all,
          known,
          right,
          plainCell(right / known, 'no class is known'),
        ]),
      },
      {
        name: 'missing',
        caption: failures.length === 0 ? 'Every map was measured' : 'Maps that are missing',
        columns: [text('model'), text('of'), whole('pictures'), text('reason')],
        rows: failures.map(({ model, subject, count, reason }) => [model, subject, count, reason]),
      },
    ],
  }
}
