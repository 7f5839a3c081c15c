import { describe, expect, it } from 'vitest'
import { describeAdapter, nameOfAdapter } from '../../src/kernels/describe-adapter.ts'

describe('a graphics adapter', () => {
  const info = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false }

  it('is called what it calls itself', () => {
    expect(describeAdapter({ ...info, vendor: 'acme', description: 'Acme 3000' })).toEqual({ name: 'Acme 3000', software: false })
    expect(describeAdapter({ ...info, vendor: 'acme', architecture: 'gen-9' }).name).toBe('acme gen-9')
  })

  it.each(['SwiftShader driver 5.0.0', 'llvmpipe (LLVM 15.0.6, 256 bits)', 'Microsoft Basic Render Driver'])(
    '%s is no GPU',
    (description) => {
      const adapter = describeAdapter({ ...info, description })
      expect(adapter.software).toBe(true)
      expect(nameOfAdapter(adapter)).toBe(`${description} (made of software, no GPU)`)
    },
  )

  it('that falls back to the processor is no GPU, whatever its name', () => {
    expect(describeAdapter({ ...info, description: 'Acme 3000', isFallbackAdapter: true }).software).toBe(true)
  })
})
