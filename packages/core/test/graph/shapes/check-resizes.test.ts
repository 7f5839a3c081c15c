import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import type { OnnxModel } from '../../../src/graph/proto.ts'
import { checkResizes } from '../../../src/graph/shapes/check-resizes.ts'
import { inferFacts } from '../../../src/graph/shapes/infer-facts.ts'
import { createFloats } from '../../../src/graph/tensor.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel } from '../../../src/graph/write-model.ts'

const resizing = (scales: string): OnnxModel =>
  createModel({
    inputs: [declareValue('input', ['batch', 3, 4, 4])],
    outputs: [declareValue('larger', ['batch', 3, 8, 8])],
    constants: [createFloats('factors', [4], [1, 1, 2, 2])],
    nodes: [createNode('Resize', ['input', '', scales], ['larger'])],
  })

const check = (model: OnnxModel): void =>
  checkResizes(model, inferFacts(model, new Map([['input', [1, 3, 4, 4]]]), new Map()).facts, 'a.onnx')

describe('checkResizes', () => {
  test('lets a list of factors pass', () => {
    expect(() => check(resizing('factors'))).not.toThrow()
  })

  test('refuses factors that are a map, before the runtime is asked', () => {
    expect(() => check(resizing('input'))).toThrow(
      expect.objectContaining({ code: 'MODEL_UNREADABLE', message: expect.stringContaining('from "input", which is no list') }),
    )
  })
})
