import { create } from '@bufbuild/protobuf'
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type GraphProto,
  NodeProtoSchema,
} from 'onnx-buf'
import type { OnnxNode } from './proto.ts'

/** A whole number, a list of them, or text; floats are written as `{ float }`. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number }

/** One operator of the default domain. It has no name: the runtime refuses two nodes of one name, and a file may bear any. */
export function createNode(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): OnnxNode {
  return create(NodeProtoSchema, {
    opType,
    input: [...input],
    output: [...output],
    attribute: Object.entries(attributes).map(([name, value]) => createAttribute(name, value)),
  })
}

/** The attribute of that name, or undefined. */
export function attributeOf(node: OnnxNode, name: string): AttributeProto | undefined {
  return node.attribute.find((attribute) => attribute.name === name)
}

/** A whole-number attribute, or the operator's default. */
export function integerAttribute(node: OnnxNode, name: string, otherwise: number): number {
  const attribute = attributeOf(node, name)
  return attribute === undefined ? otherwise : Number(attribute.i)
}

/** A float attribute, or the operator's default. */
export function floatAttribute(node: OnnxNode, name: string, otherwise: number): number {
  return attributeOf(node, name)?.f ?? otherwise
}

/** A text attribute, or the operator's default. */
export function textAttribute(node: OnnxNode, name: string, otherwise: string): string {
  const attribute = attributeOf(node, name)
  return attribute === undefined ? otherwise : new TextDecoder().decode(attribute.s)
}

/** A list of whole numbers, or null where the node has none. */
export function integersAttribute(node: OnnxNode, name: string): readonly number[] | null {
  return attributeOf(node, name)?.ints.map(Number) ?? null
}

/** The graphs inside a node: branches of If, bodies of Loop and Scan. */
export function innerGraphs(node: OnnxNode): readonly GraphProto[] {
  return node.attribute.flatMap((attribute) => (attribute.g ? [attribute.g, ...attribute.graphs] : attribute.graphs))
}

function createAttribute(name: string, value: AttributeValue): AttributeProto {
  if (typeof value === 'number') {
    return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) })
  }
  if (typeof value === 'string') {
    return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.STRING, s: new TextEncoder().encode(value) })
  }
  if ('float' in value) return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.FLOAT, f: value.float })
  return create(AttributeProtoSchema, {
    name,
    type: AttributeProto_AttributeType.INTS,
    ints: value.map((number) => BigInt(number)),
  })
}
