import type { BufferHandle, KernelName, Kernels } from '../../kernels/kernels.ts'
import { kernelCases } from './cases.ts'
import type { KernelCase } from './kernel-case.ts'

/** A call of one kernel with its buffers filled, which can be run with others in their place. */
export interface PreparedCall {
  readonly inputs: KernelCase['inputs']
  readonly outputLength: number
  readonly buffers: Readonly<Record<string, BufferHandle>>
  readonly output: BufferHandle
  readonly run: (handles: Readonly<Record<string, BufferHandle>>, output: BufferHandle) => void
  /** The same with a job that is looked at or changed on its way. */
  readonly runChanged: (
    handles: Readonly<Record<string, BufferHandle>>,
    output: BufferHandle,
    change: (job: Record<string, unknown>) => Record<string, unknown>,
  ) => void
}

/** A case of each kernel in which every buffer is read. */
const ordinaryCase: Readonly<Record<KernelName, string>> = {
  maskRegions: 'four pixels fill one',
  maskGrid: 'as large as the frame, no multiple of four, cells soft',
  accumulateGrid: 'as large as the frame, no multiple of four',
  readout: 'every class a target, link softmax',
  subsetGain: 'four candidates',
  hsic: 'one block of samples',
}

/** Fills the buffers of an ordinary call. */
export function prepareCall(kernels: Kernels, kernel: KernelName): PreparedCall {
  const { inputs, outputLength, run } = kernelCases[kernel].find(({ name }) => name === ordinaryCase[kernel])!.build()
  const buffers: Record<string, BufferHandle> = {}
  for (const [name, data] of Object.entries(inputs)) {
    buffers[name] = kernels.allocate(data.byteLength)
    kernels.write(buffers[name], data)
  }
  return {
    inputs,
    outputLength,
    buffers,
    output: kernels.allocate(4 * outputLength),
    run: (handles, to) => run(kernels, handles, to),
    runChanged: (handles, to, change) =>
      run({ ...kernels, [kernel]: (job: Record<string, unknown>) => kernels[kernel](change(job) as never) }, handles, to),
  }
}
