import { createKernels, TelltaleError } from '@telltale/core'
import { describe, expect, it } from 'vitest'
import { checkKernels, compareMasks } from '../src/doctor/check-kernels.ts'
import { checkPictures } from '../src/doctor/check-pictures.ts'
import { requireClose, tryOut } from '../src/doctor/finding.ts'
import { findAdapter, noAdapter } from '../src/gpu/find-adapter.ts'
import { noDawn } from '../src/gpu/load-dawn.ts'
import { environment } from './run-cli.ts'

/** A machine without a graphics adapter. */
const none = Promise.reject(noAdapter())
none.catch(() => {})

describe('what the doctor tries', () => {
  it('every kernel backend agrees with the reference', async () => {
    const findings = await checkKernels(none)
    expect(findings.map(({ name, works }) => [name, works])).toEqual([
      ['wasm-simd', true],
      ['wasm', true],
      ['reference', true],
      ['webgpu', false],
    ])
  })

  it('pictures are decoded and words drawn', async () => {
    expect((await checkPictures()).filter(({ works }) => !works)).toEqual([])
  })

  it('a kernel that masks something else does not pass', async () => {
    const kernels = await createKernels('wasm')
    const swapped = {
      ...kernels,
      maskRegions: (job: Parameters<typeof kernels.maskRegions>[0]) =>
        kernels.maskRegions({ ...job, picture: job.baseline, baseline: job.picture }),
    }
    await expect(compareMasks(swapped)).rejects.toMatchObject({ code: 'BACKEND_PROBE_FAILED' })
    kernels.dispose()
  })

  it('numbers may be off by as much as is allowed, and must be numbers', () => {
    const close = (value: number) => () => requireClose('wasm', 'A logit', Float32Array.of(1, value), Float32Array.of(1, 2), 0.5)
    expect(close(2.5)()).toBe(0.5)
    for (const wrong of [2.75, 1.25, Number.NaN])
      expect(close(wrong)).toThrow(expect.objectContaining({ code: 'BACKEND_PROBE_FAILED' }))
  })

  it('a wrong number is a finding with its code, size, limit and remedy', async () => {
    const finding = await tryOut('wasm', async () =>
      String(requireClose('wasm', 'The mask kernel', Float32Array.of(5), Float32Array.of(2), 0.5)),
    )
    expect(finding).toEqual({
      name: 'wasm',
      works: false,
      detail: 'BACKEND_PROBE_FAILED: The mask kernel is off by 3; 0.5 is allowed.',
      fix: 'Do not use wasm on this machine, and report what telltale doctor --json prints.',
    })
  })

  it('what is not here comes with the command that mends it', async () => {
    const [finding] = (await checkKernels(none)).slice(-1)
    expect(finding).toMatchObject({ detail: 'BACKEND_UNAVAILABLE: WebGPU finds no adapter on this machine.' })
    expect(finding!.fix).toMatch(/^Install the driver of the graphics card/)
  })
})

describe('a graphics adapter', () => {
  it('cannot be looked for without the package, or where its library does not load: each says so', async () => {
    const missing = await import('webgpu-that-nobody-installed' as string).catch((error: unknown) => error)
    expect(noDawn(missing)).toMatchObject({
      message: expect.stringContaining('is not installed'),
      fix: 'Install it: npm install webgpu',
    })
    const unloadable = new Error("/lib/libstdc++.so.6: version `GLIBCXX_3.4.31' not found")
    expect(noDawn(unloadable)).toMatchObject({ message: expect.stringMatching(/does not load here: .+GLIBCXX_3\.4\.31/) })
  })

  it('is looked for in a process of its own, and named or refused with a remedy', async () => {
    const outcome = await findAdapter({ ...process.env, ...environment }).catch((error: unknown) => error)
    if (outcome instanceof TelltaleError)
      expect(outcome).toMatchObject({ code: 'BACKEND_UNAVAILABLE', fix: expect.stringMatching(/\w/) })
    else expect(outcome).toEqual({ name: expect.stringMatching(/\w/), software: expect.any(Boolean) })
  })
})
