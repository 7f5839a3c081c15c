import { accumulateGridProgram } from './accumulate-grid/accumulate-grid.ts'
import { hsicProgram } from './hsic/hsic.ts'
import { maskGridProgram } from './mask-grid/mask-grid.ts'
import { maskRegionsProgram } from './mask-regions/mask-regions.ts'
import type { Program } from './program.ts'
import { readoutProgram } from './readout/readout.ts'
import { subsetGainProgram } from './subset-gain/subset-gain.ts'
import { computeStage } from './usage.ts'

/** The kernels of this package, by the names of their shaders. */
export const kernelNames = ['maskRegions', 'maskGrid', 'accumulateGrid', 'readout', 'subsetGain', 'hsic'] as const
export type KernelName = (typeof kernelNames)[number]

/** What each is compiled from. */
export const programs: Readonly<Record<KernelName, Program>> = {
  maskRegions: maskRegionsProgram,
  maskGrid: maskGridProgram,
  accumulateGrid: accumulateGridProgram,
  readout: readoutProgram,
  subsetGain: subsetGainProgram,
  hsic: hsicProgram,
}

/** One kernel, compiled: its steps run one after the other on the same buffers. */
export interface CompiledProgram {
  readonly layout: GPUBindGroupLayout
  readonly steps: readonly GPUComputePipeline[]
}

export type Pipelines = Readonly<Record<KernelName, CompiledProgram>>

/** Compiles all kernels side by side. */
export async function compilePrograms(device: GPUDevice): Promise<Pipelines> {
  const compiled = await Promise.all(
    kernelNames.map(async (name) => [name, await compile(device, name, programs[name])] as const),
  )
  return Object.fromEntries(compiled) as Record<KernelName, CompiledProgram>
}

async function compile(device: GPUDevice, label: string, { code, inputs, steps }: Program): Promise<CompiledProgram> {
  const binding = (index: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
    binding: index,
    visibility: computeStage,
    buffer: { type },
  })
  const layout = device.createBindGroupLayout({
    label,
    entries: [
      binding(0, 'uniform'),
      ...Array.from({ length: inputs }, (_, index) => binding(index + 1, 'read-only-storage')),
      binding(inputs + 1, 'storage'),
    ],
  })
  const module = device.createShaderModule({ label, code: code.join('\n') })
  const pipelineLayout = device.createPipelineLayout({ label, bindGroupLayouts: [layout] })
  const pipelines = steps.map((entryPoint) =>
    device.createComputePipelineAsync({ label: entryPoint, layout: pipelineLayout, compute: { module, entryPoint } }),
  )
  return { layout, steps: await Promise.all(pipelines) }
}
