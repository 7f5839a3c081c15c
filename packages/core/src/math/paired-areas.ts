import { mean } from './mean.ts'
import { sampleVariance, variance } from './variance.ts'

/** 97.5 % of a standard normal distribution lie below. */
const normalQuantile = 1.959963984540054

/** Two areas of the same pictures, side by side. */
export interface PairedAreas {
  readonly most: number
  readonly least: number
  /** `least - most`. */
  readonly difference: number
  /** Half the width of the 95 % interval that takes the two as independent, as published. */
  readonly independent: number
  /** The same of the differences picture by picture. */
  readonly paired: number
}

/**
 * Mean areas under the curves of both orders, one per picture, and their difference with two half-widths. The published one adds the variances (over
 * n) as if the orders had been measured on other pictures.
 *
 * L. Brocki and N. C. Chung, Feature Perturbation Augmentation for Reliable Evaluation of Importance Estimators, arXiv 2303.01538.
 */
export function pairedAreas(most: ArrayLike<number>, least: ArrayLike<number>): PairedAreas {
  const differences = Float64Array.from(least, (area, picture) => area - most[picture]!)
  const pictures = Math.sqrt(differences.length)
  return {
    most: mean(most),
    least: mean(least),
    difference: mean(differences),
    independent: (normalQuantile * Math.sqrt(variance(most) + variance(least))) / pictures,
    paired: (normalQuantile * Math.sqrt(sampleVariance(differences))) / pictures,
  }
}

/** The area under scores as shares of the first one, over an even axis from 0 to 100: what FPA compares. */
export function relativeArea(scores: ArrayLike<number>): number {
  let area = 0
  for (let point = 1; point < scores.length; point++) area += (scores[point - 1]! + scores[point]!) / 2
  return (100 * area) / (scores.length - 1) / scores[0]!
}
