export { solveForward } from '../../math/packed-cholesky.ts'
