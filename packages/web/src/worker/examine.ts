import {
  createBrowserRuntime,
  createKernels,
  describeAdapter,
  nameOfAdapter,
  openModel,
  readPicture,
  requestDevice,
  TelltaleError,
} from '@telltale/core'
import { defaultModel } from '@telltale/model-default'
import type { Finding } from './protocol.ts'

/** 8 x 8 pixels of one orange. */
const sample =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQI12M4UaGBFTEMLQkAUtVaAU8H8jAAAAAASUVORK5CYII='
const orange = [200, 120, 40]

/** Runs a piece of everything that this browser could compute with, and says what works, how fast, and what mends the rest. */
export async function examine(): Promise<readonly Finding[]> {
  return [
    await tryOut('kernels', 'wasm-simd', () => tryKernels('wasm-simd')),
    await tryOut('kernels', 'wasm', () => tryKernels('wasm')),
    await tryOut('kernels', 'webgpu', () => tryKernels('webgpu')),
    await tryOut('inference', 'onnxruntime-web', runModel),
    await tryOut('pictures', 'decode PNG', decodePng),
    await tryOut('page', 'isolated', isolation),
  ]
}

/** Kernels on a device are tried against the reference when they are made; the others were when they were built. */
async function tryKernels(backend: 'wasm' | 'wasm-simd' | 'webgpu'): Promise<string> {
  if (backend === 'webgpu') {
    const device = await requestDevice()
    try {
      const kernels = await createKernels('webgpu', { device })
      kernels.dispose()
      return `${nameOfAdapter(describeAdapter(device.adapterInfo))}, agrees with the reference`
    } finally {
      device.destroy()
    }
  }
  const kernels = await createKernels(backend)
  try {
    return await maskOnce(kernels)
  } finally {
    kernels.dispose()
  }
}

const sizes = { masks: 8, regions: 2, pixels: 64 * 64 }

async function maskOnce(kernels: Awaited<ReturnType<typeof createKernels>>): Promise<string> {
  const { masks, regions, pixels } = sizes
  const filled = (data: ArrayBufferView) => {
    const buffer = kernels.allocate(data.byteLength)
    kernels.write(buffer, data)
    return buffer
  }
  const job = {
    picture: filled(new Float32Array(3 * pixels).fill(7)),
    baseline: filled(new Float32Array(3 * pixels).fill(3)),
    labels: filled(Uint16Array.from({ length: pixels }, (_, index) => index % regions)),
    weights: filled(Float32Array.from({ length: masks * regions }, (_, index) => index % regions)),
    output: kernels.allocate(4 * masks * 3 * pixels),
    ...sizes,
  }
  const start = performance.now()
  kernels.maskRegions(job)
  const frames = new Float32Array(masks * 3 * pixels)
  await kernels.read(job.output, frames)
  const milliseconds = performance.now() - start
  const wrong = frames.findIndex((value, index) => value !== (index % regions === 1 ? 7 : 3))
  if (wrong >= 0) throw new Error(`Masked pixel ${wrong} is ${frames[wrong]}.`)
  return `masks ${masks} frames in ${milliseconds.toFixed(1)} ms, every pixel right`
}

async function runModel(): Promise<string> {
  const runtime = await createBrowserRuntime()
  const model = await openModel(defaultModel, { runtime })
  try {
    const { forwardMilliseconds, batchConsistent, info } = model
    const bits = batchConsistent ? 'same bits in every batch shape' : 'bits depend on the batch shape'
    return `${runtime.name.replace('onnxruntime-web ', '')}: ${info.name}, ${forwardMilliseconds.toFixed(0)} ms per forward, ${bits}`
  } finally {
    await model.dispose()
  }
}

async function decodePng(): Promise<string> {
  const bytes = Uint8Array.from(atob(sample), (letter) => letter.charCodeAt(0))
  const { width, height, rgb } = await readPicture(new Blob([bytes]), { name: 'sample.png' })
  const wrong = rgb.findIndex((value, index) => value !== orange[index % 3])
  if (wrong >= 0) throw new Error(`Byte ${wrong} of the sample is ${rgb[wrong]}.`)
  return `${width} x ${height} pixels, every byte right`
}

async function isolation(): Promise<string> {
  const processors = navigator.hardwareConcurrency
  if (globalThis.crossOriginIsolated) return `threads may share memory; ${processors} processors`
  throw new Error(
    'Threads cannot share memory here, so one computes. Reload the page once, or serve it with COOP and COEP headers.',
  )
}

async function tryOut(part: Finding['part'], name: string, attempt: () => Promise<string>): Promise<Finding> {
  try {
    return { part, name, works: true, detail: await attempt() }
  } catch (error) {
    const detail =
      error instanceof TelltaleError ? `${error.message} ${error.fix}` : error instanceof Error ? error.message : String(error)
    return { part, name, works: false, detail }
  }
}
