import * as z from 'zod/mini'
import type { Method } from './method.ts'
import { methods, prepareMethod } from './registry.ts'

/** What a user learns of a method before choosing it. */
export interface MethodDescription {
  readonly name: string
  /** What it reads of the model. */
  readonly access: Method<unknown>['access']
  /** Which score it explains unless told otherwise. */
  readonly space: Method<unknown>['space']
  /** Whether values below zero speak against the class. */
  readonly signed: boolean
  /** Whether another target gets another map. */
  readonly classSensitive: boolean
  /** Forwards at most, with default parameters. */
  readonly forwards: number
  readonly paper: string
  readonly version: number
  /** JSON Schema (draft 2020-12) of the parameters, with defaults, ranges and a line of description each. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Every attribution method in the order of the registry, with its cost for so many regions. */
export function describeMethods(regions: number): readonly MethodDescription[] {
  return methods.map(({ name, access, space, signed, classSensitive, paper, version, parameters }) => ({
    name,
    access,
    space,
    signed,
    classSensitive,
    forwards: prepareMethod(name, {}).cost(regions),
    paper,
    version,
    parameters: z.toJSONSchema(parameters),
  }))
}
