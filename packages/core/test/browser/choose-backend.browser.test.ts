import { describe, expect, onTestFinished, test } from 'vitest'
import { type BackendOptions, type ChosenBackend, chooseBackend, judge } from '../../src/evaluator/choose-backend.browser.ts'
import type { Classifier } from '../../src/model/classifier.ts'
import { openModel } from '../../src/model/open.browser.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { explainTiny, partsOf, tinyRuns } from './tiny-runs.ts'

const run = tinyRuns.convolution()
const openTiny = (runtime: Runtime): Promise<Classifier> => openModel(partsOf(run), { runtime })

async function choose(options: BackendOptions, open = openTiny): Promise<ChosenBackend> {
  const chosen = await chooseBackend(open, options)
  onTestFinished(() => chosen.dispose())
  return chosen
}

describe('the backend of a page', () => {
  test('is WebAssembly where the only GPU is software', async () => {
    const { backend, kernels, why } = await choose({})
    expect({ backend, kernels: kernels.backend }).toEqual({ backend: 'wasm', kernels: 'wasm-simd' })
    expect(why).toMatch(
      /^WebAssembly computes\. The only WebGPU adapter here is a software one \(.*\), slower than WebAssembly\.$/,
    )
  })

  test('is WebAssembly where a GPU takes longer for the same numbers', async () => {
    const { backend, why } = await choose({ acceptFallback: true })
    expect(backend).toBe('wasm')
    expect(why).toMatch(
      /^WebAssembly computes\. It is faster here: \S+ ms for a masked picture on the GPU \(.*software\), \S+ ms in WebAssembly\.$/,
    )
  })

  test('is WebAssembly where a GPU gives other numbers', async () => {
    const other = tinyRuns.grid49()
    const wrongOnGpu = async (runtime: Runtime): Promise<Classifier> => {
      if (runtime.gpu === undefined) return openModel({ ...partsOf(other) }, { runtime })
      // The same model behind weaker light.
      const { preprocess } = other.tiny
      return openModel({ ...partsOf(other), preprocess: { ...preprocess, scale: preprocess.scale / 2 } }, { runtime })
    }
    const { backend, why } = await choose({ acceptFallback: true }, wrongOnGpu)
    expect(backend).toBe('wasm')
    expect(why).toMatch(
      /^WebAssembly computes\. The GPU \(.*\) gives wrong numbers: a probability of [\d.e-]+ instead of [\d.e-]+\.$/,
    )
  })

  test('is WebAssembly where the model does not open on the GPU, with what it said', async () => {
    const refuses = async (runtime: Runtime): Promise<Classifier> =>
      runtime.gpu ? openModel(Uint8Array.of(1, 2, 3), { runtime }) : openTiny(runtime)
    const { backend, why } = await choose({ acceptFallback: true }, refuses)
    expect(backend).toBe('wasm')
    expect(why).toMatch(/^WebAssembly computes\. .*model/)
  })

  test.each(['wasm', 'webgpu'] as const)('is %s where that is asked for', async (wanted) => {
    const { backend, kernels, model, why } = await choose({ backend: wanted })
    expect(backend).toBe(wanted)
    expect(why).toMatch(/because it was asked for\.$/)
    const { body } = await explainTiny(model, run, { kernels })
    expect(body.backend).toMatch(wanted === 'wasm' ? /^wasm-simd kernels, .* wasm$/ : /^webgpu kernels, .* webgpu$/)
  })

  test('is the GPU where that is right and faster', () => {
    const probabilities = Float32Array.of(0.25, 0.75)
    expect(judge({ probabilities, millisecondsPerMask: 12 }, { probabilities, millisecondsPerMask: 1.5 }, 'a card')).toEqual({
      takesGpu: true,
      why: 'The GPU computes: 1.5 ms for a masked picture on the GPU (a card), 12 ms in WebAssembly.',
    })
  })
})
