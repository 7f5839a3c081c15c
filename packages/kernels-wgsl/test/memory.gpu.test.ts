import { expect, it } from 'vitest'
import { createWgslKernels } from '../src/index.ts'
import { describeOnGpu, openDevice } from './open-device.ts'
import { floatsOf, upload } from './upload.ts'

const refused = (code: string) => expect.objectContaining({ code })

describeOnGpu('memory of a device', await openDevice(), (device) => {
  it('is counted, and used again', async () => {
    const kernels = await createWgslKernels(device)
    const round = async (): Promise<void> => {
      const buffers = [upload(kernels, new Float32Array(1000)), kernels.allocate(4), kernels.allocate(300)]
      await floatsOf(kernels, buffers[0]!, 1000)
      for (const buffer of buffers) kernels.release(buffer)
    }
    await round()
    const once = kernels.memory()
    // 4000, 4 and 300 bytes in steps of 256, and as much as was read at once.
    expect(once).toEqual({ allocated: 0, buffers: 4, bytes: 4096 + 256 + 512 + 4096, bytesRead: 4000 })
    for (let i = 0; i < 50; i++) await round()
    expect(kernels.memory()).toEqual({ ...once, bytesRead: 51 * 4000 })
  })

  it('that is given back does not pile up in sizes that nobody asks for again', async () => {
    const kernels = await createWgslKernels(device)
    const mebibyte = 1024 * 1024
    for (let i = 1; i <= 40; i++) kernels.release(kernels.allocate(i * mebibyte))
    expect(kernels.memory().bytes).toBeLessThanOrEqual(64 * mebibyte)
  })

  it('beyond what the device binds in one buffer is refused before it is asked for', async () => {
    const kernels = await createWgslKernels(device)
    expect(() => kernels.allocate(device.limits.maxStorageBufferBindingSize + 1)).toThrow(refused('KERNEL_MEMORY'))
  })

  it('is all freed in the end, and what was being read is refused', async () => {
    const kernels = await createWgslKernels(device)
    const buffer = upload(kernels, Float32Array.of(1))
    const reading = kernels.read(buffer, new Float32Array(1))
    kernels.dispose()
    await expect(reading).rejects.toMatchObject({ code: 'KERNEL_HANDLE' })
    expect(kernels.memory()).toMatchObject({ allocated: 0, buffers: 0, bytes: 0 })
    expect(() => kernels.allocate(4)).toThrow(refused('KERNEL_HANDLE'))
  })

  it('is read as before after a read into memory that was given away meanwhile', async () => {
    const kernels = await createWgslKernels(device)
    const buffer = upload(kernels, Float32Array.of(7))
    const into = new Float32Array(1)
    const reading = kernels.read(buffer, into)
    structuredClone(into, { transfer: [into.buffer] })
    await expect(reading).rejects.toMatchObject({ code: 'KERNEL_DEVICE' })
    expect(await floatsOf(kernels, buffer, 1)).toEqual([7])
    kernels.dispose()
  })

  it('is handed to a runtime as it is', async () => {
    const kernels = await createWgslKernels(device)
    const buffer = kernels.allocate(100)
    expect(kernels.expose(buffer, 25)).toMatchObject({ size: 256 })
    expect(kernels.expose(buffer, 25)).toBe(kernels.expose(buffer, 1))
    expect(() => kernels.expose(buffer, 26)).toThrow(refused('KERNEL_SIZE'))
  })
})

describeOnGpu('what a device objects to', await openDevice(), (device) => {
  it('comes out of the next read, and of no later one', async () => {
    const uncaptured: string[] = []
    device.onuncapturederror = ({ error }) => uncaptured.push(error.message)
    const kernels = await createWgslKernels(device)
    const logits = upload(kernels, Float32Array.of(1, 2))
    const output = kernels.allocate(12)
    // As a runtime might that believes it owns what it was shown.
    kernels.expose(logits, 2).destroy()
    kernels.readout({ logits, targets: output, output: kernels.allocate(12), rows: 1, classes: 2, targetCount: 0, link: 'none' })
    await expect(floatsOf(kernels, output, 3)).rejects.toMatchObject({ code: 'KERNEL_DEVICE', message: /refused a call/ })
    await floatsOf(kernels, output, 3)
    expect(uncaptured).toEqual([])
  })
})

const doomed = await openDevice()
describeOnGpu('a device that is lost', doomed, (device) => {
  it('breaks off what was being read, refuses every later call, and is cleaned up after', async () => {
    const kernels = await createWgslKernels(device)
    const buffer = upload(kernels, Float32Array.of(1))
    const reading = kernels.read(buffer, new Float32Array(1))
    device.destroy()
    await expect(reading).rejects.toMatchObject({ code: 'KERNEL_LOST' })
    for (const call of [
      () => kernels.allocate(4),
      () => kernels.write(buffer, Uint32Array.of(1)),
      () => kernels.expose(buffer, 1),
      () => kernels.hsic({ masks: buffer, factor: buffer, output: buffer, samples: 1, cells: 1, rank: 4 }),
    ]) {
      expect(call).toThrow(refused('KERNEL_LOST'))
    }
    await expect(kernels.read(buffer, new Float32Array(1))).rejects.toMatchObject({ code: 'KERNEL_LOST' })
    kernels.release(buffer)
    expect(kernels.memory().allocated).toBe(0)
    kernels.dispose()
    expect(kernels.memory()).toMatchObject({ buffers: 0, bytes: 0 })
  })

  it('is no device to make kernels on, nor is one that never had any', async () => {
    await expect(createWgslKernels(device)).rejects.toMatchObject({ code: 'KERNEL_LOST' })
    const another = (await openDevice())!
    another.destroy()
    await expect(createWgslKernels(another)).rejects.toMatchObject({ code: 'KERNEL_LOST' })
  })
})
