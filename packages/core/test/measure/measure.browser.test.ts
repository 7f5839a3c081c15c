import { expect, it } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import { measureKernels } from '../../src/measure/measure-kernels.ts'
import { createBrowserRuntime } from '../../src/model/runtime.browser.ts'
import { openDevice } from '../browser/open-device.ts'

const few = { clock: () => performance.now(), runs: 3 } as const

it('a page measures a whole step from pixels to gains in WebAssembly', async () => {
  const runtime = await createBrowserRuntime()
  const kernels = await createKernels('wasm-simd')
  const { lines } = await measureKernels({
    ...few,
    backends: [{ kernels, runtime }],
    runtime,
    works: ['readout', 'gainPipeline'],
  })
  kernels.dispose()
  expect(lines.map(({ work, name }) => `${work} ${name}`)).toEqual([
    'readout reference',
    'readout wasm-simd',
    'readout memory copy',
    'gainPipeline reference',
    'gainPipeline wasm-simd',
  ])
})

it('a page measures a whole step on a device, pictures and model on it, and says what a software one is worth', async () => {
  const device = await openDevice()
  const kernels = await createKernels('webgpu', { device })
  const runtime = await createBrowserRuntime({ device })
  const software = device.adapterInfo.isFallbackAdapter
  const plain = await createBrowserRuntime()
  const { lines } = await measureKernels({
    ...few,
    backends: [{ kernels, runtime, software }],
    runtime: plain,
    works: ['gainPipeline'],
  })
  kernels.dispose()
  expect(lines.map(({ name, notes }) => [name, notes.includes('software adapter')])).toEqual([
    ['reference', false],
    ['webgpu', software],
  ])
}, 170_000)
