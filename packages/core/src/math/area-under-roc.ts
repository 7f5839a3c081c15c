import { averageRanks } from './ranks.ts'

/**
 * How often a member of a class has the higher of two scores, one of it and one of the rest; equal scores count half. NaN where one side has no
 * members or a score is NaN. J. Hanley and B. McNeil, The Meaning and Use of the Area under a ROC Curve, 1982.
 */
export function areaUnderRoc(scores: ArrayLike<number>, isMember: ArrayLike<number>): number {
  const ranks = averageRanks(scores)
  let [members, sum] = [0, 0]
  ranks.forEach((rank, index) => {
    if (isMember[index] === 0) return
    members++
    sum += rank
  })
  return (sum - (members * (members + 1)) / 2) / (members * (ranks.length - members))
}
