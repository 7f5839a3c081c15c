import { describe, expect, test } from 'vitest'
import { checkExternalTensors } from '../../src/graph/check-tensors.ts'
import { externalLocations } from '../../src/graph/external-data.ts'
import { graphOf } from '../../src/graph/proto.ts'
import { externalModel } from './external-model.ts'

describe('externalLocations', () => {
  test('lists the files a model names', () => {
    expect(externalLocations(externalModel('weights/part.bin'), 'm.onnx')).toEqual(['weights/part.bin'])
  })

  test.each([
    '/etc/passwd',
    '../other.bin',
    'a/../../b',
    'C:\\weights.bin',
    '\\\\server\\share',
    'file:///etc/passwd',
    'a\0b',
    '',
  ])('refuses %j', (location) => {
    expect(() => externalLocations(externalModel(location), 'm.onnx')).toThrow(
      expect.objectContaining({ code: 'MODEL_EXTERNAL_DATA_OUTSIDE' }),
    )
  })
})

describe('checkExternalTensors', () => {
  const check = (offset: number, bytes: number): void =>
    checkExternalTensors(graphOf(externalModel('w.bin', offset)), new Map([['w.bin', new Uint8Array(bytes)]]), 'm.onnx')

  test('accepts a file that holds the four floats', () => {
    expect(() => check(8, 24)).not.toThrow()
  })

  test('refuses a place past the end of the file', () => {
    expect(() => check(12, 24)).toThrow(/reaches past the end/)
  })

  test('refuses a negative place', () => {
    expect(() => check(-8, 24)).toThrow(/impossible place/)
  })

  test.each(['17', '1.5', 'many'])('refuses the length %s', (length) => {
    const graph = graphOf(externalModel('w.bin', 0, length))
    expect(() => checkExternalTensors(graph, new Map([['w.bin', new Uint8Array(24)]]), 'm.onnx')).toThrow(
      expect.objectContaining({ code: 'MODEL_UNREADABLE', message: expect.stringMatching(/impossible place/) }),
    )
  })

  test('names a file that is missing', () => {
    expect(() => checkExternalTensors(graphOf(externalModel('w.bin')), new Map(), 'm.onnx')).toThrow(
      expect.objectContaining({ code: 'MODEL_UNREADABLE', where: { file: 'm.onnx', value: 'w.bin' } }),
    )
  })
})
