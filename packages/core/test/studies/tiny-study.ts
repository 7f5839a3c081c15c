import type { Dataset, Sample } from '../../src/datasets/dataset.ts'
import type { Picture } from '../../src/image/picture.ts'
import { createKernels } from '../../src/kernels/implementations.ts'
import { openModel } from '../../src/model/open.node.ts'
import { sha256 } from '../../src/sha256.ts'
import type { StudyAbout, StudyTools } from '../../src/studies/study.ts'
import { convReluPoolGemm } from '../../src/testing/index.ts'

/** The tiny convolutional network as a model of a study, a data set of four pictures of which it gets some wrong, and what a report is told. */
export async function openTinyStudy(): Promise<{
  readonly tools: StudyTools
  readonly about: StudyAbout
  readonly samples: readonly Sample[]
  readonly close: () => Promise<void>
}> {
  const { model: file, preprocess, frame } = convReluPoolGemm()
  const classifier = await openModel({ model: file, preprocess, labels: ['a', 'b', 'c'] }, { threads: 1 })
  const kernels = await createKernels('auto')
  const pictures = [
    frame.rgb,
    frame.rgb.map((level) => 255 - level),
    frame.rgb.map((level) => level >> 1),
    frame.rgb.toReversed(),
  ]
  const samples = await Promise.all(
    pictures.map(async (rgb, index): Promise<Sample> => {
      const pixels = await sha256(rgb)
      const picture: Picture = { name: `${index}.png`, ...frame, rgb, sha256: { file: pixels, pixels }, warnings: [] }
      return { id: picture.name, class: index % 3, open: async () => picture }
    }),
  )
  const dataset: Dataset = { name: 'tiny', samples, skipped: [] }
  return {
    samples,
    tools: {
      models: [{ name: 'small', classifier }],
      kernels,
      dataset,
      seed: 1,
      memory: 64,
      signal: new AbortController().signal,
      onForwards: () => {},
    },
    about: {
      models: [{ name: 'small', sha256: classifier.info.sha256, classes: 3 }],
      dataset: 'tiny',
      seed: 1,
      command: 'telltale study comparison tiny',
      failed: [],
    },
    close: async () => {
      kernels.dispose()
      await classifier.dispose()
    },
  }
}

/** Records one after another, as a store reads them. */
export async function* readOneByOne<R>(records: readonly R[]): AsyncGenerator<R> {
  yield* JSON.parse(JSON.stringify(records)) as readonly R[]
}
