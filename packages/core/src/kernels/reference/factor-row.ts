export { factorRow } from '../../math/packed-cholesky.ts'
