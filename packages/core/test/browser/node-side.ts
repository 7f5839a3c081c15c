import { openModel } from '../../src/model/open.node.ts'
import { explainTiny, hashAcrossEngines, partsOf, type TinyRunName, tinyRuns } from './tiny-runs.ts'

/** Hash of the body of a tiny explanation by the portable runtime in Node. */
export async function tinyBodyHash(name: TinyRunName): Promise<string> {
  const run = tinyRuns[name]()
  const model = await openModel(partsOf(run), { runtime: 'onnxruntime-web' })
  try {
    return await hashAcrossEngines((await explainTiny(model, run)).body)
  } finally {
    await model.dispose()
  }
}
