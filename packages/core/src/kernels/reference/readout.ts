import type { Link } from '../kernels.ts'

/** Scores, logits, confidence and arg-max per row of logits: see `Readout`. */
export function readout(
  logits: Float32Array,
  targets: Uint32Array,
  output: Float32Array | Float64Array,
  { rows, classes, link }: { readonly rows: number; readonly classes: number; readonly link: Link },
): void {
  const stride = 2 * targets.length + 3
  for (let row = 0; row < rows; row++) {
    const line = logits.subarray(row * classes, (row + 1) * classes)
    const best = line.indexOf(line.reduce((a, b) => Math.max(a, b), -Infinity))
    const exponentials = Float64Array.from(line, (logit) => Math.exp(logit - line[best]!))
    const sum = exponentials.reduce((total, value) => total + value, 0)
    const probabilities = exponentials.map((value) => value / sum)
    const certainty = link === 'none' ? Float64Array.from(line, (value) => Math.min(1, Math.max(0, value))) : probabilities
    const score = (k: number): number =>
      link === 'softmax' ? probabilities[k]! : link === 'sigmoid' ? sigmoid(line[k]!) : line[k]!

    const result = output.subarray(row * stride, (row + 1) * stride)
    targets.forEach((target, t) => {
      result[t] = score(target)
      result[targets.length + t] = line[target]!
    })
    result.set([confidence(certainty), best, score(best)], 2 * targets.length)
  }
}

/** `1 - H(p) / ln K`: 1 when one class takes all, 0 when all are equal; 1 where there is only one class. */
function confidence(probabilities: Float64Array): number {
  if (probabilities.length === 1) return 1
  const entropy = -probabilities.reduce((total, p) => total + p * Math.log(p + 1e-7), 0)
  return 1 - entropy / Math.log(probabilities.length)
}

function sigmoid(logit: number): number {
  const e = Math.exp(-Math.abs(logit))
  return logit >= 0 ? 1 / (1 + e) : e / (1 + e)
}
