import type { HostKernelName } from '../../kernels/host-kernels.ts'
import { covariancesCases } from './cases/covariances.ts'
import { factorRowCases } from './cases/factor-row.ts'
import { solveBackwardCases } from './cases/solve-backward.ts'
import { solveForwardCases } from './cases/solve-forward.ts'
import { solveForwardFourCases } from './cases/solve-forward-four.ts'
import { subtractSquaresCases } from './cases/subtract-squares.ts'
import { sumPairsCases } from './cases/sum-pairs.ts'
import { sumPrefixesCases } from './cases/sum-prefixes.ts'
import { sumTowardsCases } from './cases/sum-towards.ts'
import { varianceCases } from './cases/variance.ts'
import type { NamedHostCase } from './host-case.ts'

/** The case table of each host kernel. */
export const hostKernelCases: Readonly<Record<HostKernelName, readonly NamedHostCase[]>> = {
  variance: varianceCases,
  covariances: covariancesCases,
  factorRow: factorRowCases,
  solveForward: solveForwardCases,
  solveForwardFour: solveForwardFourCases,
  subtractSquares: subtractSquaresCases,
  solveBackward: solveBackwardCases,
  sumPrefixes: sumPrefixesCases,
  sumTowards: sumTowardsCases,
  sumPairs: sumPairsCases,
}
