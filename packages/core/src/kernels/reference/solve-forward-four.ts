export { solveForwardFour } from '../../math/packed-cholesky.ts'
