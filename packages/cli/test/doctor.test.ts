import { describe, expect, it } from 'vitest'
import { checkKernels } from '../src/doctor/check-kernels.ts'
import { checkPictures } from '../src/doctor/check-pictures.ts'
import { probeFailed, tryOut } from '../src/doctor/finding.ts'

describe('what the doctor tries', () => {
  it('every kernel backend agrees with the reference', async () => {
    const findings = await checkKernels()
    expect(findings.map(({ name, works }) => [name, works])).toEqual([
      ['wasm-simd', true],
      ['wasm', true],
      ['reference', true],
    ])
  })

  it('pictures are decoded and words drawn', async () => {
    expect((await checkPictures()).filter(({ works }) => !works)).toEqual([])
  })

  it('a wrong number is a finding with its code, size, limit and remedy', async () => {
    const finding = await tryOut('wasm', () => Promise.reject(probeFailed('wasm', 'The mask kernel', 3, 0.5)))
    expect(finding).toEqual({
      name: 'wasm',
      works: false,
      detail:
        'BACKEND_PROBE_FAILED: The mask kernel is off by 3; 0.5 is allowed. Do not use wasm on this machine, and report what telltale doctor --json prints.',
    })
  })
})
