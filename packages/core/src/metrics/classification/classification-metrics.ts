import type { Confusion } from './confusion.ts'

/** One of the metrics of a mosaic, all in 0..1. */
export interface ClassificationMetric {
  readonly name: string
  readonly says: string
  readonly direction: 'higher' | 'lower'
  /** Whether a map without negative values has something to say by it; the others are constants for such maps. */
  readonly ofPositiveMaps: boolean
  /** NaN where it is undefined: the denominator is 0. */
  readonly of: (cells: Confusion) => number
}

const precisionOf = ({ truePositive, falsePositive }: Confusion): number => truePositive / (truePositive + falsePositive)
const sensitivityOf = ({ truePositive, falseNegative }: Confusion): number => truePositive / (truePositive + falseNegative)

/**
 * The seven metrics, precision first. The false-negative rate is 1 - sensitivity and the false-positive rate 1 - specificity, so that they rank
 * methods as those do. A map that ignores the class has a precision and an accuracy of .5 on average, where half of the area shows the class.
 *
 * B. Fresz, E. Loercher and M. Huber, Classification Metrics for Image Explanations, FAccT 2024, arXiv 2406.05068.
 */
export const classificationMetrics: readonly ClassificationMetric[] = [
  {
    name: 'precision',
    says: 'Share of the positive relevance that lies on tiles of the class',
    direction: 'higher',
    ofPositiveMaps: true,
    of: precisionOf,
  },
  {
    name: 'sensitivity',
    says: 'Share of the relevance on tiles of the class that is positive',
    direction: 'higher',
    ofPositiveMaps: false,
    of: sensitivityOf,
  },
  {
    name: 'false-negative-rate',
    says: 'Share of the relevance on tiles of the class that is negative',
    direction: 'lower',
    ofPositiveMaps: false,
    of: ({ truePositive, falseNegative }) => falseNegative / (truePositive + falseNegative),
  },
  {
    name: 'false-positive-rate',
    says: 'Share of the relevance on other tiles that is positive',
    direction: 'lower',
    ofPositiveMaps: false,
    of: ({ falsePositive, trueNegative }) => falsePositive / (trueNegative + falsePositive),
  },
  {
    name: 'specificity',
    says: 'Share of the relevance on other tiles that is negative',
    direction: 'higher',
    ofPositiveMaps: false,
    of: ({ falsePositive, trueNegative }) => trueNegative / (trueNegative + falsePositive),
  },
  {
    name: 'accuracy',
    says: 'Share of all relevance that is positive on tiles of the class or negative elsewhere',
    direction: 'higher',
    ofPositiveMaps: false,
    of: ({ truePositive, falseNegative, falsePositive, trueNegative }) =>
      (truePositive + trueNegative) / (truePositive + trueNegative + falseNegative + falsePositive),
  },
  {
    name: 'f1',
    says: 'Harmonic mean of precision and sensitivity',
    direction: 'higher',
    ofPositiveMaps: false,
    of: (cells) => {
      const [precision, sensitivity] = [precisionOf(cells), sensitivityOf(cells)]
      return (2 * precision * sensitivity) / (precision + sensitivity)
    },
  },
]
