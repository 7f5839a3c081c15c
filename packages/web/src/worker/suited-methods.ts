import { type Classifier, describeNetwork } from '@telltale/core'
import type { SuitedMethod } from './protocol.ts'

/** Every method, and why it cannot run on the model, or null. What looks inside a model is loaded with this file, when somebody asks. */
export async function suitedMethodsOf(model: Classifier): Promise<readonly SuitedMethod[]> {
  const { methods } = await describeNetwork(model)
  return methods.map(({ name, reason }) => ({ name, reason }))
}
