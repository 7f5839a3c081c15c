import type { Attribution } from '../../src/explanation/attribution.ts'
import type { MetricContext, Truth } from '../../src/metrics/metric.ts'

/** What a metric that reads nothing but a map and the truth may touch: a map of rows and columns on a black frame. */
export function mapContext(
  rows: readonly (readonly number[])[],
  more: { readonly truth?: Truth; readonly attribution?: Attribution } = {},
): MetricContext {
  const map = Float32Array.from(rows.flat())
  const [height, width] = [rows.length, rows[0]!.length]
  return {
    map,
    attribution: { kind: 'map', values: map },
    frame: { width, height, rgb: new Uint8Array(3 * width * height), source: { x: 0, y: 0, width, height } },
    regions: null,
    baseline: { kind: 'black' },
    seed: 1,
    signal: new AbortController().signal,
    ...more,
  }
}

/** A mask written as rows of 0 and 1. */
export function maskOf(rows: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(rows.flat())
}
