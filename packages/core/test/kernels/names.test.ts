import { readdirSync } from 'node:fs'
import { hostKernelNames as wasmHostKernelNames, kernelNames as wasmKernelNames } from '@telltale/kernels-wasm'
import { describe, expect, it } from 'vitest'
import { hostKernelNames } from '../../src/kernels/host-kernels.ts'
import { kernelNames } from '../../src/kernels/kernels.ts'
import { kernelCases } from '../../src/testing/conformance/cases.ts'
import { hostKernelCases } from '../../src/testing/conformance/host-cases.ts'

const files = [...kernelNames, ...hostKernelNames].map(
  (name) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`,
)

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

  it('the WebAssembly package exports the same lists, in the same order', () => {
    expect(wasmKernelNames).toEqual(kernelNames)
    expect(wasmHostKernelNames).toEqual(hostKernelNames)
  })

  it('each has cases', () => {
    expect(Object.keys(kernelCases)).toEqual([...kernelNames])
    expect(Object.keys(hostKernelCases)).toEqual([...hostKernelNames])
  })
})
