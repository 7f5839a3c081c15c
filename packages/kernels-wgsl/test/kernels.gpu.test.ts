import { expect, it } from 'vitest'
import { createWgslKernels, kernelNames } from '../src/index.ts'
import { programs } from '../src/pipelines.ts'
import { describeOnGpu, openDevice } from './open-device.ts'
import { floatsOf, upload } from './upload.ts'

describeOnGpu('the shaders', await openDevice(), (device) => {
  it.each(kernelNames)('%s compiles without a word', async (name) => {
    const module = device.createShaderModule({ code: programs[name].code.join('\n') })
    expect((await module.getCompilationInfo()).messages.map(({ message }) => message)).toEqual([])
  })
})

describeOnGpu('kernels on a device', await openDevice(), (device) => {
  it('hide one region and keep the other, bit for bit, with labels that fill no word', async () => {
    const kernels = await createWgslKernels(device)
    const job = {
      picture: upload(kernels, Float32Array.of(0.1, -0, 0.3, 1.1, 1.2, 1.3, 2.1, 2.2, 2.3)),
      baseline: upload(kernels, Float32Array.of(9.1, 9.2, 9.3, 8.1, 8.2, 8.3, -0, 7.2, 7.3)),
      labels: upload(kernels, Uint16Array.of(0, 1, 1)),
      weights: upload(kernels, Float32Array.of(0, 1)),
      output: kernels.allocate(36),
    }
    kernels.maskRegions({ ...job, masks: 1, regions: 2, pixels: 3 })
    const expected = [9.1, -0, 0.3, 8.1, 1.2, 1.3, -0, 2.2, 2.3].map((value) => Math.fround(value))
    expect(await floatsOf(kernels, job.output, 9)).toEqual(expected)
  })

  it('reach every element where one dispatch has too few threads for all', async () => {
    const kernels = await createWgslKernels(device)
    // One workgroup more than the 65 535 of 64 threads that one dispatch may have. The cells of every other word are on.
    const cells = 65_536 * 64
    const masks = Uint32Array.from({ length: cells / 32 }, (_, word) => (word % 2 === 0 ? 0 : 0xffffffff))
    const buffers = { masks: upload(kernels, masks), factor: upload(kernels, Float32Array.of(1, 2, 0, 0)) }
    const output = kernels.allocate(4 * cells)
    kernels.hsic({ ...buffers, output, samples: 1, cells, rank: 4 })
    const scores = new Float32Array(cells)
    await kernels.read(output, scores)
    expect(scores.findIndex((score, cell) => score !== ((cell >> 5) % 2 === 0 ? 0 : 10))).toBe(-1)
    kernels.dispose()
  })

  it('name the value and the limit of what they refuse', async () => {
    const kernels = await createWgslKernels(device)
    const readout = {
      logits: kernels.allocate(16),
      targets: upload(kernels, Uint32Array.of(3)),
      output: kernels.allocate(20),
      link: 'none' as const,
    }
    expect(() => kernels.readout({ ...readout, rows: 1, classes: 3, targetCount: 1 })).toThrow('targets must lie below 3; got 3.')
    expect(() => kernels.readout({ ...readout, rows: 2, classes: 3, targetCount: 0 })).toThrow(
      'logits needs 24 bytes; its buffer has 16.',
    )
    expect(() => kernels.readout({ ...readout, rows: 0.5, classes: 3, targetCount: 0 })).toThrow(
      'rows must be a whole number from 1',
    )
    expect(() => kernels.write(readout.logits, Uint32Array.of(1), 2)).toThrow('byteOffset must be a multiple of 4; got 2.')
  })

  it('refuse windows that leave the upsampled grid, and grids beyond a shader’s whole numbers', async () => {
    const kernels = await createWgslKernels(device)
    const job = {
      cells: kernels.allocate(16),
      offsets: upload(kernels, Uint32Array.of(1, 2)),
      values: kernels.allocate(4),
      output: kernels.allocate(72),
      ...{ masks: 1, gridRows: 2, gridColumns: 2, upHeight: 4, upWidth: 4, height: 3, width: 3 },
    }
    expect(() => kernels.accumulateGrid(job)).toThrow('column offsets must lie below 2; got 2.')
    expect(() => kernels.accumulateGrid({ ...job, gridRows: 65_536, upHeight: 65_536 })).toThrow('gridRows times twice upHeight')
  })

  it('forget the indices of a buffer that a kernel writes to', async () => {
    const kernels = await createWgslKernels(device)
    const buffer = upload(kernels, Uint32Array.of(7, 7, 7))
    const logits = upload(kernels, Float32Array.of(0, 0, 0))
    const job = { logits, rows: 1, classes: 3, link: 'none' as const }
    const read = () => kernels.readout({ ...job, targets: buffer, output: kernels.allocate(20), targetCount: 1 })
    expect(read).toThrow(expect.objectContaining({ code: 'KERNEL_INDEX' }))
    kernels.readout({ ...job, targets: logits, output: buffer, targetCount: 0 })
    expect(read).not.toThrow()
  })

  it('pass on that a model answered no number, whatever the link', async () => {
    const kernels = await createWgslKernels(device)
    const targets = upload(kernels, Uint32Array.of(0))
    const output = kernels.allocate(20)
    for (const link of ['softmax', 'sigmoid', 'none'] as const) {
      for (const bad of [Number.NaN, Infinity]) {
        const logits = upload(kernels, Float32Array.of(1, bad, 2))
        kernels.readout({ logits, targets, output, rows: 1, classes: 3, targetCount: 1, link })
        const [, logit, confidence, , top] = await floatsOf(kernels, output, 5)
        expect([logit, confidence, top]).toEqual([1, Number.NaN, Number.NaN])
      }
    }
  })

  it('leave a class out whose logit is minus infinity', async () => {
    const kernels = await createWgslKernels(device)
    const logits = upload(kernels, Float32Array.of(1, -Infinity, 1))
    const targets = upload(kernels, Uint32Array.of(0))
    const output = kernels.allocate(20)
    kernels.readout({ logits, targets, output, rows: 1, classes: 3, targetCount: 1, link: 'softmax' })
    expect(await floatsOf(kernels, output, 5)).toEqual([0.5, 1, expect.closeTo(1 - Math.log(2) / Math.log(3), 5), 0, 0.5])
  })

  it('are not mixed up with those of another instance', async () => {
    const [one, other] = [await createWgslKernels(device), await createWgslKernels(device)]
    const buffer = one.allocate(16)
    other.allocate(16)
    expect(() => other.write(buffer, Uint32Array.of(1))).toThrow(expect.objectContaining({ code: 'KERNEL_HANDLE' }))
  })
})
