import { defaultModel } from '@telltale/model-default'
import { explain } from '../../src/explain.ts'
import { hashBody } from '../../src/explanation/write.ts'
import { readPicture } from '../../src/image/decode.node.ts'
import { openModel } from '../../src/model/open.node.ts'
import { badPictures, browserPictures, samePictures } from './picture-cases.ts'
import { outcomeOf, type ReadOutcome } from './read-outcome.ts'
import { explainTiny, partsOf, type TinyRunName, tinyRuns } from './tiny-runs.ts'

/** Hash of the body of a tiny explanation by the portable runtime in Node. */
export async function tinyBodyHash(name: TinyRunName): Promise<string> {
  const run = tinyRuns[name]()
  const model = await openModel(partsOf(run), { runtime: 'onnxruntime-web' })
  try {
    return await hashBody((await explainTiny(model, run)).body)
  } finally {
    await model.dispose()
  }
}

const pictures = { ...samePictures, ...browserPictures, ...badPictures }

/** Hash of the body of a sample picture's explanation by the embedded model and the portable runtime in Node. */
export async function photographBodyHash(sample: string): Promise<string> {
  const model = await openModel(defaultModel, { runtime: 'onnxruntime-web' })
  try {
    const picture = await readPicture(new URL(`../../../../models/default/samples/${sample}`, import.meta.url))
    return await hashBody((await explain(model, picture, { budget: 32 })).body)
  } finally {
    await model.dispose()
  }
}

/** A file of `picture-cases.ts` in base64, and what Node makes of it. */
export async function pictureInNode(name: string): Promise<{ readonly base64: string; readonly outcome: ReadOutcome }> {
  const bytes = await pictures[name]!()
  return { base64: bytes.toString('base64'), outcome: await outcomeOf(readPicture(bytes)) }
}

export async function pictureNames(): Promise<Readonly<Record<'same' | 'browser' | 'bad', readonly string[]>>> {
  return { same: Object.keys(samePictures), browser: Object.keys(browserPictures), bad: Object.keys(badPictures) }
}
