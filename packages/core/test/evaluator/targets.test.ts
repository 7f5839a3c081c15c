import { describe, expect, it } from 'vitest'
import { planTargets, targetScore } from '../../src/evaluator/targets.ts'

describe('targets', () => {
  it('reads each class once, also when it is a target and a rival', () => {
    const plan = planTargets([{ class: 7 }, { class: 3, against: 7 }])
    expect([...plan.classes]).toEqual([7, 3])
    expect(plan.of).toEqual([
      { class: 0, against: null },
      { class: 1, against: 0 },
    ])
  })

  it('makes a comparison the share of two probabilities, with the difference of the logits as log-odds', () => {
    const plan = planTargets([{ class: 3, against: 7 }])
    const row = Float32Array.of(0.3, 0.1, 2, 0.9)
    const { probability, logit } = targetScore(plan, 0, row, 'softmax')
    expect(probability).toBeCloseTo(0.75, 6)
    expect(logit).toBeCloseTo(1.1, 6)
  })

  it('keeps a comparison defined when both probabilities underflow', () => {
    const plan = planTargets([{ class: 0, against: 1 }])
    const { probability } = targetScore(plan, 0, Float32Array.of(0, 0, -200, -202), 'softmax')
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
  })

  it('takes the logarithm of outputs that are probabilities already', () => {
    const { logit } = targetScore(planTargets([{ class: 0 }]), 0, Float32Array.of(0.25, 0.25), 'none')
    expect(logit).toBeCloseTo(Math.log(0.25), 6)
  })
})
