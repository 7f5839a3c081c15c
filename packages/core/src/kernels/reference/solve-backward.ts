export { solveBackward } from '../../math/packed-cholesky.ts'
