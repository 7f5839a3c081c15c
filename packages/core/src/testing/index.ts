export { type ConformanceCheck, type Implementation, runConformance } from './conformance/run-conformance.ts'
export { runHostConformance } from './conformance/run-host-conformance.ts'
export {
  additiveOracle,
  andOracle,
  gridOracle,
  logisticOracle,
  type Oracle,
  type OracleOptions,
  oracleScore,
  oracleSets,
  orOracle,
  scatteredOracle,
} from './oracles.ts'
export { additive } from './tiny-models/additive.ts'
export {
  brokenSide,
  withForeignOperators,
  withNanLogits,
  withOneClass,
  withoutGraph,
  withTwoOutputs,
} from './tiny-models/broken.ts'
export { convReluPoolGemm, convReluPoolGemmLogits } from './tiny-models/conv-relu-pool-gemm.ts'
export { grid49, logisticPair } from './tiny-models/logistic.ts'
export { andPair, orPair } from './tiny-models/pair.ts'
export { skipped, skippedHead, skippedTensors } from './tiny-models/skipped.ts'
export type { TinyModel } from './tiny-models/tiny-model.ts'
export { type TokenTensors, tokens, tokensTensors } from './tiny-models/tokens.ts'
