import { describe, expect, test } from 'vitest'
import { TelltaleError } from '../../src/errors.ts'
import { createNode } from '../../src/graph/node.ts'
import { encodeModel, graphOf } from '../../src/graph/proto.ts'
import { opsetRange, readModel, tooLarge } from '../../src/graph/read-model.ts'
import { createFloats } from '../../src/graph/tensor.ts'
import { declareValue } from '../../src/graph/value.ts'
import { createModel, writeModel } from '../../src/graph/write-model.ts'
import { createRandom } from '../../src/random/random.ts'
import { withForeignOperators, withoutGraph } from '../../src/testing/tiny-models/broken.ts'
import { convReluPoolGemm } from '../../src/testing/tiny-models/conv-relu-pool-gemm.ts'

const scaled = (opset = 13) =>
  createModel(
    {
      inputs: [declareValue('input', ['batch', 3, 2, 2])],
      outputs: [declareValue('output', ['batch', 3, 2, 2])],
      constants: [createFloats('factor', [2, 2], [1, 2, 3, 4])],
      nodes: [createNode('Mul', ['input', 'factor'], ['output'])],
    },
    opset,
  )

describe('readModel', () => {
  test('reads back what writeModel wrote', () => {
    expect(graphOf(readModel(writeModel(scaled()))).node.map(({ opType }) => opType)).toEqual(['Mul'])
  })

  test('refuses an empty file', () => {
    expect(() => readModel(new Uint8Array(0), 'a.onnx')).toThrow(
      expect.objectContaining({ code: 'MODEL_UNREADABLE', message: 'a.onnx is empty.' }),
    )
  })

  test('refuses a file that was cut short', () => {
    const bytes = writeModel(scaled())
    expect(() => readModel(bytes.subarray(0, bytes.length - 10))).toThrow(expect.objectContaining({ code: 'MODEL_UNREADABLE' }))
  })

  test('refuses what is no ONNX file', () => {
    const text = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1')
    expect(() => readModel(text)).toThrow(expect.objectContaining({ code: 'MODEL_UNREADABLE' }))
  })

  test('refuses a model without a graph', () => {
    expect(() => readModel(withoutGraph())).toThrow(expect.objectContaining({ code: 'MODEL_UNREADABLE' }))
  })

  test('refuses a graph without operators', () => {
    const empty = createModel({ inputs: [declareValue('input', [1])], outputs: [], constants: [], nodes: [] })
    expect(() => readModel(writeModel(empty))).toThrow(/without operators/)
  })

  test.each([opsetRange.oldest - 1, opsetRange.newest + 1])('refuses operator set %i and names it', (opset) => {
    expect(() => readModel(writeModel(scaled(opset)))).toThrow(
      expect.objectContaining({ code: 'MODEL_UNREADABLE', where: expect.objectContaining({ value: opset }) }),
    )
  })

  test('names all foreign operators in one error', () => {
    expect(() => readModel(withForeignOperators())).toThrow(
      expect.objectContaining({
        code: 'MODEL_UNSUPPORTED_OPERATOR',
        where: expect.objectContaining({ value: 'com.example::Classify, com.example::Sharpen' }),
      }),
    )
  })

  test.each([
    ['more elements than bytes', [2n ** 40n, 2n ** 40n]],
    ['fewer elements than bytes', [1n]],
    ['a negative size', [-1n, 4n]],
  ])('refuses a constant that announces %s', (_, dims) => {
    const forged = scaled()
    graphOf(forged).initializer[0]!.dims = dims
    expect(() => readModel(encodeModel(forged))).toThrow(
      expect.objectContaining({ code: 'MODEL_UNREADABLE', where: expect.objectContaining({ value: 'factor' }) }),
    )
  })

  test('refuses a constant of a thousand axes', () => {
    const forged = scaled()
    graphOf(forged).initializer[0]!.dims = new Array<bigint>(1000).fill(2n ** 62n)
    expect(() => readModel(encodeModel(forged))).toThrow(expect.objectContaining({ code: 'MODEL_UNREADABLE' }))
  })

  test('answers damaged bytes with coded errors only', () => {
    const whole = convReluPoolGemm().model
    const random = createRandom(5)
    for (let attempt = 0; attempt < 2000; attempt++) {
      const bytes = whole.slice()
      for (let i = 0; i < 4; i++) bytes[Math.floor(random.next() * bytes.length)] = random.next() * 256
      try {
        readModel(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(TelltaleError)
      }
    }
  })

  test('has an error that names size and limit of a file that is too large', () => {
    expect(tooLarge('big.onnx', 3e9)).toMatchObject({
      code: 'MODEL_TOO_LARGE',
      where: { file: 'big.onnx', value: 3e9, limit: 2147483647 },
    })
  })
})
