import { type BufferHandle, type KernelName, type Kernels, kernelNames } from '../../kernels/kernels.ts'
import type { BoundaryCheck } from './boundary-check.ts'
import { prepareCall } from './prepared-call.ts'
import { equal, refuses } from './refusal.ts'

/** Inputs that hold indices which every backend looks at. */
const indexInputs: Readonly<Record<KernelName, readonly string[]>> = {
  maskRegions: [],
  maskGrid: ['offsets'],
  accumulateGrid: ['offsets'],
  readout: ['targets'],
  subsetGain: ['candidates', 'selected'],
  hsic: [],
}

/** Every kernel refuses buffers that are too small, gone, another's, or both input and output, and sizes and indices that are wrong. */
export const callChecks: readonly BoundaryCheck[] = [
  ...kernelNames.flatMap((kernel): BoundaryCheck[] => [
    { name: 'an input that is too small is refused', kernel, run: (kernels) => checkSmallInputs(kernels, kernel) },
    { name: 'an output that is too small is refused', kernel, run: (kernels) => checkSmallOutput(kernels, kernel) },
    { name: 'a buffer that was released or never was is refused', kernel, run: (kernels) => checkGone(kernels, kernel) },
    {
      name: 'a buffer of another instance is refused',
      kernel,
      run: async (kernels, others) => checkOthers(kernels, kernel, await others()),
    },
    { name: 'an output that is also an input is refused', kernel, run: (kernels) => checkSharedOutput(kernels, kernel) },
    { name: 'sizes that are no whole numbers are refused', kernel, run: (kernels) => checkJobSizes(kernels, kernel) },
    ...indexInputs[kernel].map((name): BoundaryCheck => {
      return { name: `${name} out of range are refused`, kernel, run: (kernels) => checkIndices(kernels, kernel, name) }
    }),
  ]),
  { name: 'a model’s answer that is no number is none in the scores', kernel: 'readout', run: checkNoNumber },
]

function checkSmallInputs(kernels: Kernels, kernel: KernelName): void {
  const { inputs, buffers, output, run } = prepareCall(kernels, kernel)
  for (const [name, data] of Object.entries(inputs)) {
    refuses('KERNEL_SIZE', () => run({ ...buffers, [name]: kernels.allocate(data.byteLength - 1) }, output), name)
  }
}

function checkSmallOutput(kernels: Kernels, kernel: KernelName): void {
  const { outputLength, buffers, run } = prepareCall(kernels, kernel)
  refuses('KERNEL_SIZE', () => run(buffers, kernels.allocate(4 * outputLength - 1)))
}

function checkGone(kernels: Kernels, kernel: KernelName): void {
  const { inputs, buffers, output, outputLength, run } = prepareCall(kernels, kernel)
  const released = (bytes: number): BufferHandle => {
    const buffer = kernels.allocate(bytes)
    kernels.release(buffer)
    return buffer
  }
  for (const [name, data] of Object.entries(inputs)) {
    for (const gone of [released(data.byteLength), 0 as BufferHandle, Number.NaN as BufferHandle]) {
      refuses('KERNEL_HANDLE', () => run({ ...buffers, [name]: gone }, output), name)
    }
  }
  refuses('KERNEL_HANDLE', () => run(buffers, released(4 * outputLength)))
}

function checkOthers(kernels: Kernels, kernel: KernelName, others: Kernels): void {
  const { inputs, buffers, output, run } = prepareCall(kernels, kernel)
  const foreign = prepareCall(others, kernel)
  for (const name of Object.keys(inputs)) {
    refuses('KERNEL_HANDLE', () => run({ ...buffers, [name]: foreign.buffers[name]! }, output), name)
  }
  refuses('KERNEL_HANDLE', () => run(buffers, foreign.output))
}

function checkSharedOutput(kernels: Kernels, kernel: KernelName): void {
  const { inputs, buffers, outputLength, run } = prepareCall(kernels, kernel)
  for (const [name, data] of Object.entries(inputs)) {
    const shared = kernels.allocate(Math.max(data.byteLength, 4 * outputLength))
    kernels.write(shared, data)
    refuses('KERNEL_HANDLE', () => run({ ...buffers, [name]: shared }, shared), name)
  }
}

function checkJobSizes(kernels: Kernels, kernel: KernelName): void {
  const { inputs, buffers, output, runChanged } = prepareCall(kernels, kernel)
  const sizes = new Set<string>()
  runChanged(buffers, output, (job) => {
    for (const [name, value] of Object.entries(job))
      if (typeof value === 'number' && name !== 'output' && !(name in inputs)) sizes.add(name)
    return job
  })
  for (const size of sizes) {
    for (const wrong of [-1, 1.5, Number.NaN, Infinity]) {
      refuses('KERNEL_SIZE', () => runChanged(buffers, output, (job) => ({ ...job, [size]: wrong })), `${size} of ${wrong}`)
    }
  }
}

function checkIndices(kernels: Kernels, kernel: KernelName, name: string): void {
  const { inputs, buffers, output, run } = prepareCall(kernels, kernel)
  const indices = Uint32Array.from(inputs[name]!)
  for (const place of [0, indices.length - 1]) {
    const wrong = kernels.allocate(indices.byteLength)
    kernels.write(wrong, indices.with(place, 2 ** 32 - 1))
    refuses('KERNEL_INDEX', () => run({ ...buffers, [name]: wrong }, output), name)
  }
}

async function checkNoNumber(kernels: Kernels): Promise<void> {
  const [logits, targets, output] = [kernels.allocate(12), kernels.allocate(4), kernels.allocate(20)]
  kernels.write(targets, Uint32Array.of(0))
  for (const link of ['softmax', 'sigmoid', 'none'] as const) {
    kernels.write(logits, Float32Array.of(1, Number.NaN, 2))
    kernels.readout({ logits, targets, output, rows: 1, classes: 3, targetCount: 1, link })
    const row = new Float32Array(5)
    await kernels.read(output, row)
    // Whoever reads scores looks for numbers that are none: one of them must show it, whichever class is the target.
    equal([row[1]!, row[2]!], [1, Number.NaN])
  }
}
