import { rowStart } from '../../math/packed-cholesky.ts'
import type {
  Covariances,
  FactorRow,
  HostKernels,
  SolveBackward,
  SolveForward,
  SolveForwardFour,
  SubtractSquares,
  SumPairs,
  SumPrefixes,
  SumTowards,
  Variance,
} from '../host-kernels.ts'
import { type BufferTable, createBufferTable } from './buffer-table.ts'
import { checkIndices, checkMasks, checkRange, checkSize } from './check.ts'
import { covariances } from './covariances.ts'
import { factorRow } from './factor-row.ts'
import { wordsOf } from './mask-bits.ts'
import { solveBackward } from './solve-backward.ts'
import { solveForward } from './solve-forward.ts'
import { solveForwardFour } from './solve-forward-four.ts'
import { subtractSquares } from './subtract-squares.ts'
import { sumPairs } from './sum-pairs.ts'
import { sumPrefixes } from './sum-prefixes.ts'
import { sumTowards } from './sum-towards.ts'
import { variance } from './variance.ts'

/** The arithmetic of the surrogate in TypeScript: what every other implementation agrees with bit for bit. */
export function createReferenceHostKernels(): HostKernels {
  const table = createBufferTable()
  return {
    backend: 'reference',
    allocate: table.allocate,
    release: table.release,
    write: table.write,
    doubles: (buffer, length) => table.doubles('A view', buffer, length),
    bytes: (buffer, length) => table.bytes('A view', buffer, length),
    variance: (job) => runVariance(table, job),
    covariances: (job) => runCovariances(table, job),
    factorRow: (job) => runFactorRow(table, job),
    solveForward: (job) => runSolveForward(table, job),
    solveForwardFour: (job) => runSolveForwardFour(table, job),
    subtractSquares: (job) => runSubtractSquares(table, job),
    solveBackward: (job) => runSolveBackward(table, job),
    sumPrefixes: (job) => runSumPrefixes(table, job),
    sumTowards: (job) => runSumTowards(table, job),
    sumPairs: (job) => runSumPairs(table, job),
    dispose: table.clear,
  }
}

function runVariance(table: BufferTable, { mask, effects, between, atEmpty, regions }: Variance): number {
  checkSize('regions', regions, 1, 1024)
  return variance(
    table.bytes('mask', mask, regions),
    table.doubles('effects', effects, regions),
    table.doubles('between', between, regions * regions),
    atEmpty,
  )
}

function runCovariances(table: BufferTable, job: Covariances): void {
  const { at, from, to, regions, stride } = job
  checkMasks({ rows: to, regions, stride })
  checkRange(from, to)
  checkSize('at', at, 0)
  covariances(
    table.bytes('mask', job.mask, regions),
    table.doubles('table', job.table, 2 * (regions + 1)),
    table.words('bits', job.bits, stride * wordsOf(regions)),
    table.doubles('linear', job.linear, regions * stride),
    table.doubles('linearAtEmpty', job.linearAtEmpty, stride),
    table.doubles('output', job.output, at + to),
    job,
  )
}

function runFactorRow(table: BufferTable, { factor, row, from, floor }: FactorRow): void {
  checkSize('row', row, 0)
  checkRange(from, row)
  factorRow(table.doubles('factor', factor, rowStart(row + 1)), row, from, floor)
}

function runSolveForward(table: BufferTable, { factor, vector, from, to }: SolveForward): void {
  checkSize('to', to, 0)
  checkRange(from, to)
  solveForward(table.doubles('factor', factor, rowStart(to)), table.doubles('vector', vector, to), from, to)
}

function runSolveForwardFour(table: BufferTable, { factor, vectors, scratch, rows }: SolveForwardFour): void {
  checkSize('rows', rows, 0)
  table.doubles('scratch', scratch, 4 * rows)
  const [a, b, c, d] = vectors
  solveForwardFour(
    table.doubles('factor', factor, rowStart(rows)),
    [
      table.doubles('vectors', a, rows),
      table.doubles('vectors', b, rows),
      table.doubles('vectors', c, rows),
      table.doubles('vectors', d, rows),
    ],
    rows,
  )
}

function runSubtractSquares(table: BufferTable, job: SubtractSquares): number {
  checkSize('to', job.to, 0)
  checkRange(job.from, job.to)
  return subtractSquares(table.doubles('vector', job.vector, job.to), job)
}

function runSolveBackward(table: BufferTable, { factor, vector, rows }: SolveBackward): void {
  checkSize('rows', rows, 0)
  solveBackward(table.doubles('factor', factor, rowStart(rows)), table.doubles('vector', vector, rows), rows)
}

function runSumPrefixes(table: BufferTable, job: SumPrefixes): void {
  const { from, to, regions, stride } = job
  checkMasks(job)
  checkSize('to', to, 0, regions)
  checkRange(from, to)
  const order = table.labels('order', job.order, to)
  checkIndices('order', order, regions)
  sumPrefixes(
    {
      order,
      table: table.doubles('table', job.table, 2 * (regions + 1)),
      bits: table.words('bits', job.bits, stride * wordsOf(regions)),
      weights: table.doubles('weights', job.weights, stride),
      codes: table.bytes('codes', job.codes, (regions * stride) / 4),
    },
    table.doubles('scratch', job.scratch, 8 * stride),
    table.doubles('sums', job.sums, 2 * (to - from + 1)),
    table.doubles('shown', job.shown, 2 * (to - from + 1) * regions),
    job,
  )
}

function runSumTowards(table: BufferTable, job: SumTowards): void {
  const { regions, stride } = job
  checkMasks(job)
  sumTowards(
    {
      mask: table.bytes('mask', job.mask, regions),
      table: table.doubles('table', job.table, 2 * (regions + 1)),
      bits: table.words('bits', job.bits, stride * wordsOf(regions)),
      weights: table.doubles('weights', job.weights, stride),
      codes: table.bytes('codes', job.codes, (regions * stride) / 4),
    },
    table.bytes('nearer', job.nearer, (regions * stride) / 4),
    table.doubles('groupSums', job.groupSums, 4 * stride),
    table.doubles('output', job.output, 1 + regions),
    job,
  )
}

function runSumPairs(table: BufferTable, job: SumPairs): void {
  const { memberCount, otherCount, regions, stride } = job
  checkMasks(job)
  checkSize('memberCount', memberCount, 0, regions)
  checkSize('otherCount', otherCount, 0, regions)
  const members = table.labels('members', job.members, memberCount)
  const others = table.labels('others', job.others, otherCount)
  checkIndices('members', members, regions)
  checkIndices('others', others, regions)
  sumPairs(
    table.bytes('nearer', job.nearer, (regions * stride) / 4),
    table.doubles('groupSums', job.groupSums, 4 * stride),
    members,
    others,
    table.doubles('output', job.output, memberCount * otherCount),
    job,
  )
}
