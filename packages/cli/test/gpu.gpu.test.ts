import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { measureKernels } from '@telltale/core'
import { expect, it } from 'vitest'
import { describeOnGpu, openDevice } from '../../kernels-wgsl/test/open-device.ts'
import { checkKernels } from '../src/doctor/check-kernels.ts'
import { checkRuntimes } from '../src/doctor/check-runtimes.ts'
import { findAdapter } from '../src/gpu/find-adapter.ts'
import { openGpu } from '../src/gpu/open-gpu.ts'
import { environment } from './run-cli.ts'

describeOnGpu('the command line on a graphics adapter', await openDevice(), () => {
  const adapter = findAdapter({ ...process.env, ...environment })

  it('the doctor masks on it and runs a small network on it', async () => {
    const findings = [(await checkKernels(adapter)).at(-1)!, (await checkRuntimes(adapter)).at(-1)!]
    const { name } = await adapter
    expect(findings.map(({ works }) => works)).toEqual([true, true])
    expect(findings.every(({ detail }) => detail.startsWith(name))).toBe(true)
  }, 60_000)

  it('kernels on it survive that nobody but them is left to hold the library', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const { kernels, close } = await openGpu()
    const buffer = kernels.allocate(2 ** 20)
    for (let i = 0; i < 40; i++) {
      const reading = kernels.read(buffer, new Float32Array(2 ** 18))
      collectGarbage()
      await setImmediate()
      await reading
    }
    close()
  }, 60_000)

  it('what is measured on a software adapter is called no figure of a GPU', async () => {
    const { kernels, close } = await openGpu()
    const { software } = await adapter
    const { lines } = await measureKernels({
      clock: () => performance.now(),
      backends: [{ kernels, software }],
      works: ['readout'],
      runs: 3,
    })
    close()
    const line = lines.find(({ name }) => name === 'webgpu')!
    expect(line.notes.includes('software adapter')).toBe(software)
    expect(line.verdict.includes('no figure of a GPU')).toBe(software)
  }, 60_000)
})
