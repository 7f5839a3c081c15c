import { TelltaleError } from '../errors.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import type { Classifier } from '../model/classifier.ts'
import type { Network } from '../model/network.ts'

/**
 * The inside of the model where one of the methods reads it, else null: scores alone need no look inside. Throws USAGE_METHOD_UNSUITED for a
 * method that cannot run on this network, before a forward is spent.
 */
export async function requireSuited(model: Classifier, wanted: readonly PreparedMethod[]): Promise<Network | null> {
  if (wanted.every(({ access }) => access === 'scores')) return null
  const network = await model.network()
  for (const method of wanted) {
    const reason = method.unsuited(network)
    if (reason !== null) throw await unsuited(method.name, reason, model, network)
  }
  return network
}

async function unsuited(method: string, reason: string, model: Classifier, network: Network): Promise<TelltaleError> {
  const { suitedMethods } = await import('../methods/suited-methods.ts')
  const suited = suitedMethods(network).filter((one) => one.reason === null)
  return new TelltaleError(
    'USAGE_METHOD_UNSUITED',
    `The method "${method}" cannot run on the model "${model.info.name}": ${reason}.`,
    `Choose one of: ${suited.map(({ name }) => name).join(', ')}.`,
    { file: model.info.name, value: method },
  )
}
