import { readdirSync } from 'node:fs'
import { hostKernelNames as wasmHostKernelNames, kernelNames as wasmKernelNames } from '@telltale/kernels-wasm'
import { kernelNames as wgslKernelNames } from '@telltale/kernels-wgsl'
import { describe, expect, it } from 'vitest'
import { hostKernelNames } from '../../src/kernels/host-kernels.ts'
import { kernelNames } from '../../src/kernels/kernels.ts'
import { workNames } from '../../src/measure/work.ts'
import { kernelCases } from '../../src/testing/conformance/cases.ts'
import { hostKernelCases } from '../../src/testing/conformance/host-cases.ts'

const fileNameOf = (kernel: string): string => kernel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const files = [...kernelNames, ...hostKernelNames].map((name) => `${fileNameOf(name)}.ts`)

function listFolder(path: string): string[] {
  return readdirSync(new URL(`../../../${path}`, import.meta.url))
}

describe('a kernel has one name everywhere', () => {
  it.each(['kernels-wasm/assembly/scalar', 'kernels-wasm/assembly/simd', 'core/src/testing/conformance/cases'])(
    '%s has one file per kernel and no other',
    (folder) => {
      expect(listFolder(folder).toSorted()).toEqual(files.toSorted())
    },
  )

  it('the reference has a file for each', () => {
    expect(listFolder('core/src/kernels/reference')).toEqual(expect.arrayContaining(files))
  })

  it.each(kernelNames)('the WGSL package has a folder for %s: the shader, its text, and the host side', (name) => {
    const file = fileNameOf(name)
    expect(listFolder(`kernels-wgsl/src/${file}`).toSorted()).toEqual([`${file}.ts`, `${file}.wgsl`, `${file}.wgsl.ts`])
  })

  it('the WGSL package has no other shader but what they share', () => {
    const entries = readdirSync(new URL('../../../kernels-wgsl/src', import.meta.url), { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    expect(folders.toSorted()).toEqual([...kernelNames.map(fileNameOf), 'shared'].toSorted())
  })

  it('the kernel packages export the same lists, in the same order', () => {
    expect(wasmKernelNames).toEqual(kernelNames)
    expect(wasmHostKernelNames).toEqual(hostKernelNames)
    expect(wgslKernelNames).toEqual(kernelNames)
  })

  it('each is measured', () => {
    expect(workNames.slice(0, kernelNames.length)).toEqual(kernelNames)
    expect(listFolder('core/src/measure/works')).toEqual(
      expect.arrayContaining(kernelNames.map((name) => `${fileNameOf(name)}.ts`)),
    )
  })

  it('each has cases', () => {
    expect(Object.keys(kernelCases)).toEqual([...kernelNames])
    expect(Object.keys(hostKernelCases)).toEqual([...hostKernelNames])
  })
})
