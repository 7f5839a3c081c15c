// What the benchmarks of gradients need of core behind its public entrance: graphs with their own seed, where the entrance takes a target.
export { gradientGraph } from '../../packages/core/dist/evaluator/gradient-graph.js'
export { cut } from '../../packages/core/dist/graph/cut.js'
export { policyFor } from '../../packages/core/dist/graph/gradients/provider-policy.js'
export { graphOf } from '../../packages/core/dist/graph/proto.js'
export { declareValue } from '../../packages/core/dist/graph/value.js'
export { writeModel } from '../../packages/core/dist/graph/write-model.js'
export { decodeNpy } from '../../packages/core/dist/image/decode-npy.js'
export { createRandom } from '../../packages/core/dist/random/random.js'
