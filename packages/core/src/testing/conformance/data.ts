export { drawBits, drawFloats, drawIndices, drawWords } from '../../random/draws.ts'
