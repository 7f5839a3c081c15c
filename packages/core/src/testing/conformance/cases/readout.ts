import type { Link } from '../../../kernels/kernels.ts'
import { readout } from '../../../kernels/reference/readout.ts'
import { drawFloats, drawIndices } from '../data.ts'
import type { BufferHandles, KernelCase, NamedCase } from '../kernel-case.ts'
import { allowScore, exact } from '../tolerance.ts'

interface Table {
  readonly name: string
  readonly classes: number
  readonly logits: Float32Array
  readonly targets: Uint32Array
}

const links: readonly Link[] = ['softmax', 'sigmoid', 'none']

/** Every table under every link. */
export const readoutCases: readonly NamedCase[] = tables().flatMap((table) =>
  links.map((link) => {
    const name = `${table.name}, link ${link}`
    return { name, build: () => build(name, table, link) }
  }),
)

function tables(): readonly Table[] {
  return [
    { name: 'one class', classes: 1, logits: Float32Array.of(3, -2, 0), targets: Uint32Array.of(0) },
    { name: 'two classes, no target', classes: 2, logits: Float32Array.of(1, 2, 5, -5), targets: Uint32Array.of() },
    {
      name: 'logits of 80',
      classes: 5,
      logits: Float32Array.of(80, -80, 0, 79, 1, -80, -80, -80, -80, -79),
      targets: Uint32Array.of(0, 1, 3),
    },
    {
      name: 'logits of 1000',
      classes: 3,
      logits: Float32Array.of(1000, -1000, 0, -1000, -1000, -999),
      targets: Uint32Array.of(0, 1, 2),
    },
    { name: 'all classes equal', classes: 7, logits: new Float32Array(7).fill(0.5), targets: Uint32Array.of(6, 0) },
    { name: 'ties that the lowest class wins', classes: 9, logits: ties(), targets: Uint32Array.of(2, 6) },
    { name: 'a target asked for twice', classes: 4, logits: drawFloats(31, 8, -5, 5), targets: Uint32Array.of(3, 3) },
    { name: 'every class a target', classes: 6, logits: drawFloats(32, 18, -5, 5), targets: Uint32Array.of(0, 1, 2, 3, 4, 5) },
    ...[3, 4, 5, 31, 33].map((classes) => random(classes, 3)),
    random(1000, 8),
    random(10, 64),
    random(10, 65),
    random(21_841, 2),
  ]
}

/** Three rows: equal largest logits in one vector, across two, and in the rest that fills none. */
function ties(): Float32Array {
  const rows = [
    [0, 1, 4, 4, 0, 0, 0, 0, 0],
    [0, 1, 2, 3, 0, 0, 5, 0, 5],
    [0, 7, 0, 0, 0, 7, 0, 0, 7],
  ]
  return Float32Array.from(rows.flat())
}

function random(classes: number, rows: number): Table {
  const logits = drawFloats(33 + classes, rows * classes, -6, 12)
  return { name: `${rows} rows of ${classes} classes`, classes, logits, targets: drawIndices(34, 3, classes) }
}

function build(name: string, { classes, logits, targets }: Table, link: Link): KernelCase {
  const rows = logits.length / classes
  const targetCount = targets.length
  const stride = 2 * targetCount + 3
  const inputs = { logits, targets }
  return {
    kernel: 'readout',
    name,
    inputs,
    outputLength: rows * stride,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.readout({ ...buffers, output, rows, classes, targetCount, link }),
    expect: (output) => readout(logits, targets, output, { rows, classes, link }),
    allow: (index, expected) => {
      const column = index % stride
      const copied = column >= targetCount && column < 2 * targetCount
      return copied || column === 2 * targetCount + 1 ? exact : allowScore(expected[index]!)
    },
    relate: (output) => {
      for (let row = 0; row < rows; row++) {
        const line = output.subarray(row * stride, (row + 1) * stride)
        const winner = targets.indexOf(line[2 * targetCount + 1]!)
        if (winner >= 0 && line[winner] !== line[2 * targetCount + 2]) {
          return `row ${row}: the arg-max is a target, yet its score ${line[2 * targetCount + 2]} is not the target's ${line[winner]}`
        }
      }
      return null
    },
  }
}
