import { hsic } from '../../../kernels/reference/hsic.ts'
import { factorOutputs } from '../../../math/hsic-factor.ts'
import { drawFloats, drawWords } from '../data.ts'
import type { BufferHandles, KernelCase, NamedCase } from '../kernel-case.ts'
import { allowHsic } from '../tolerance.ts'

interface Shape {
  readonly name: string
  readonly samples: number
  readonly cells: number
  /** Width of the output kernel: the narrower, the higher the rank of the factor. */
  readonly bandwidth?: number
  readonly outputs: 'any order' | 'ascending' | 'first cell decides'
}

const shapes: readonly Shape[] = [
  { name: 'two samples, one cell', samples: 2, cells: 1, outputs: 'any order' },
  { name: 'one below a block of samples', samples: 15, cells: 9, outputs: 'any order' },
  { name: 'one block of samples', samples: 16, cells: 31, outputs: 'any order' },
  { name: 'one above a block of samples', samples: 17, cells: 32, outputs: 'any order' },
  { name: 'one bit in a second word', samples: 64, cells: 33, outputs: 'any order' },
  { name: 'as many cells as a workgroup has threads', samples: 40, cells: 64, outputs: 'any order' },
  { name: 'one cell more', samples: 40, cells: 65, outputs: 'any order' },
  { name: '7 x 7 cells, 768 samples', samples: 768, cells: 49, outputs: 'first cell decides' },
  { name: 'a factor of high rank', samples: 300, cells: 70, bandwidth: 0.02, outputs: 'any order' },
  { name: '20 000 samples', samples: 20_000, cells: 3, outputs: 'any order' },
  // Partial sums of centred columns then grow to their largest before they cancel.
  { name: '20 000 samples in ascending order', samples: 20_000, cells: 3, outputs: 'ascending' },
]

/** Random masks; the last cell of each is always on, so that its sum cancels. */
export const hsicCases: readonly NamedCase[] = shapes.map((shape) => ({ name: shape.name, build: () => build(shape) }))

function build({ name, samples, cells, bandwidth = 0.4, outputs: kind }: Shape): KernelCase {
  const words = Math.ceil(cells / 32)
  const masks = drawWords(51, samples * words)
  if (cells > 1) for (let sample = 0; sample < samples; sample++) masks[sample * words + words - 1]! |= 1 << ((cells - 1) & 31)
  const drawn = drawFloats(52, samples)
  const outputs = {
    'any order': drawn,
    ascending: drawn.toSorted(),
    'first cell decides': drawn.map((value, sample) => 0.1 * value + (masks[sample * words]! & 1)),
  }[kind]
  const { factor, rank } = factorOutputs(outputs, bandwidth)
  const inputs = { masks, factor }
  return {
    kernel: 'hsic',
    name,
    inputs,
    outputLength: cells,
    run: (kernels, buffers: BufferHandles<keyof typeof inputs>, output) =>
      kernels.hsic({ ...buffers, output, samples, cells, rank }),
    expect: (output) => hsic(masks, factor, output, { samples, cells, rank }),
    allow: (_, expected) => allowHsic(expected),
  }
}
