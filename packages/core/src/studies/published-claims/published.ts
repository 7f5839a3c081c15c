import type { ClaimMeasure } from './record.ts'

/** A published number: how the selection's mean compares with that of HSIC. */
export interface PublishedClaim {
  readonly predictions: 'right' | 'wrong'
  readonly measure: ClaimMeasure
  /** Mean of the selection over mean of HSIC. */
  readonly ratio: number
  readonly as: string
}

/** Which value of a measure is better. */
export const directions: Readonly<Record<ClaimMeasure, 'higher' | 'lower'>> = {
  insertion: 'higher',
  deletion: 'lower',
  'highest within 25 %': 'higher',
  'highest within 50 %': 'higher',
  'highest within 75 %': 'higher',
  highest: 'higher',
}

/**
 * What the paper's abstract says of the selection against HSIC, on faces and birds.
 *
 * R. Chen, H. Zhang, S. Liang, J. Li and X. Cao, Less is More: Fewer Interpretable Region via Submodular Subset Selection, ICLR 2024.
 */
export const publishedClaims: readonly PublishedClaim[] = [
  { predictions: 'right', measure: 'deletion', ratio: 0.951, as: '4.9 % better' },
  { predictions: 'right', measure: 'insertion', ratio: 1.025, as: '2.5 % better' },
  { predictions: 'wrong', measure: 'highest', ratio: 1.81, as: '81.0 % better' },
  { predictions: 'wrong', measure: 'insertion', ratio: 1.184, as: '18.4 % better' },
]
