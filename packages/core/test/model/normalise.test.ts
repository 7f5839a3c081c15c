import { describe, expect, test } from 'vitest'
import { createNormalise } from '../../src/model/normalise.ts'

const imagenet = { channels: 'rgb', scale: 1 / 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const

describe('createNormalise', () => {
  test('goes from interleaved pixels to planes', () => {
    const normalise = createNormalise({ channels: 'rgb', scale: 1, mean: [0, 0, 0], std: [1, 1, 1] })
    expect([...normalise(Uint8Array.of(1, 2, 3, 4, 5, 6))]).toEqual([1, 4, 2, 5, 3, 6])
  })

  test('subtracts the mean and divides by the deviation of each channel', () => {
    const [red, green, blue] = createNormalise(imagenet)(Uint8Array.of(255, 0, 128))
    expect(red).toBeCloseTo((1 - 0.485) / 0.229, 6)
    expect(green).toBeCloseTo(-0.456 / 0.224, 6)
    expect(blue).toBeCloseTo((128 / 255 - 0.406) / 0.225, 6)
  })

  test('reads mean and deviation in the order of the model, not of the picture', () => {
    const normalise = createNormalise({ channels: 'bgr', scale: 1, mean: [104, 117, 123], std: [1, 1, 1] })
    expect([...normalise(Uint8Array.of(200, 150, 110))]).toEqual([110 - 104, 150 - 117, 200 - 123])
  })

  test('gives whole numbers the same bits from bytes and from floats', () => {
    const bytes = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3))
    const normalise = createNormalise(imagenet)
    expect(normalise(Float32Array.from(bytes))).toEqual(normalise(bytes))
  })
})
