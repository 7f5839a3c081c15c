import { hashBody } from '../../src/explanation/write.ts'
import { openModel } from '../../src/model/open.node.ts'
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
export async function tinyBody(name: TinyRunName) {
  const run = tinyRuns[name]()
  const model = await openModel(partsOf(run), { runtime: 'onnxruntime-web' })
  return JSON.parse(JSON.stringify((await explainTiny(model, run)).body))
}
