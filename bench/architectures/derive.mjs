import { cut, declareValue, gradientGraph, graphOf, policyFor, writeModel } from './core.mjs'

/** The inside of an opened classifier, and the size of its pictures. */
export async function lookInside(classifier) {
  const network = await classifier.network()
  const [height, width] = network.facts.get('input').dims.slice(2)
  return { network, height, width }
}

/** Opens the network's forward part alone: nothing but the logits comes out, so that the runtime may fuse what it can. */
export async function openForward(classifier, network) {
  const declare = (name) => declareValue(name, network.facts.get(name).dims)
  const model = cut(network.model, { from: [declare('input')], to: [declare('logits')] })
  const session = await classifier.runtime.open(writeModel(model), network.weights)
  const logits = new Float32Array(network.batch * classifier.info.classes)
  return {
    logits,
    nodes: graphOf(model).node.length,
    run: async (input) => {
      await session.run({ input }, { logits }, network.batch)
      return logits
    },
    dispose: session.dispose,
  }
}

/** Derives the gradient by the picture or by a layer and opens it with arrays of its own; `run` takes a picture and weights of the logits. */
export async function openGradient(classifier, network, of) {
  const policy = policyFor(classifier.runtime.device)
  const started = performance.now()
  const { model, inputs, outputs } = gradientGraph(network, { of, rule: 'plain', policy })
  const derived = performance.now()
  const session = await classifier.runtime.open(writeModel(model), network.weights)
  const opened = performance.now()
  const lengthOf = (tensor) => network.facts.get(tensor).dims.reduce((product, size) => product * size, 1)
  const [logits, gradient, activation] = outputs
  const arrays = {
    logits: new Float32Array(lengthOf('logits')),
    gradient: new Float32Array(lengthOf(of === 'input' ? 'input' : of.name)),
  }
  const fetched = { [logits]: arrays.logits, [gradient]: arrays.gradient }
  if (activation !== undefined) fetched[activation] = arrays.activation = new Float32Array(arrays.gradient.length)
  return {
    ...arrays,
    nodes: graphOf(model).node.length,
    deriveMilliseconds: derived - started,
    openMilliseconds: opened - derived,
    run: async (input, seed) => await session.run({ [inputs[0]]: input, [inputs[1]]: seed }, fetched, network.batch),
    dispose: session.dispose,
  }
}
