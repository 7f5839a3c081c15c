import type { Attribution, Terms } from './attribution.ts'
import { decodeFloats, encodeFloats } from './base64.ts'
import type { ExplanationBody } from './document.ts'

type AttributionJson = ExplanationBody['attribution']

/** An attribution as the document keeps it: plain numbers, NaN as null, maps as base64. */
export function attributionToJson(attribution: Attribution): AttributionJson {
  switch (attribution.kind) {
    case 'order':
      return { kind: 'order', order: [...attribution.order], terms: termsToJson(attribution.terms) }
    case 'regions':
      return { kind: 'regions', values: [...attribution.values] }
    case 'grid':
      return { kind: 'grid', rows: attribution.rows, columns: attribution.columns, values: [...attribution.values] }
    case 'map':
      return { kind: 'map', values: encodeFloats(attribution.values) }
  }
}

/** The reverse of `attributionToJson`. */
export function attributionFromJson(json: AttributionJson): Attribution {
  switch (json.kind) {
    case 'order':
      return { kind: 'order', order: Uint16Array.from(json.order), terms: termsFromJson(json.terms) }
    case 'regions':
      return { kind: 'regions', values: Float64Array.from(json.values) }
    case 'grid':
      return { kind: 'grid', rows: json.rows, columns: json.columns, values: Float64Array.from(json.values) }
    case 'map':
      return { kind: 'map', values: decodeFloats(json.values) }
  }
}

/** NaN, "not measured", is null in JSON. */
export function numbersToJson(values: Float64Array): (number | null)[] {
  return Array.from(values, numberOrNull)
}

/** NaN, "not measured", is null in JSON. */
export const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

function numbersFromJson(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN)
}

type TermsJson = Extract<AttributionJson, { kind: 'order' }>['terms']

function termsToJson(terms: Terms): TermsJson {
  return {
    consistency: numbersToJson(terms.consistency),
    collaboration: numbersToJson(terms.collaboration),
    effectiveness: terms.effectiveness && numbersToJson(terms.effectiveness),
    confidence: numbersToJson(terms.confidence),
  }
}

function termsFromJson(json: TermsJson): Terms {
  return {
    consistency: numbersFromJson(json.consistency),
    collaboration: numbersFromJson(json.collaboration),
    effectiveness: json.effectiveness && numbersFromJson(json.effectiveness),
    confidence: numbersFromJson(json.confidence),
  }
}
