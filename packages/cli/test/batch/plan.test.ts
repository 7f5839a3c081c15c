import { describe, expect, it } from 'vitest'
import type { WorkerFacts } from '../../src/batch/job.ts'
import { planLine, planRun } from '../../src/batch/plan.ts'

const facts: WorkerFacts = {
  model: {
    name: 'tiny',
    sha256: '',
    labels: [],
    preprocess: {},
    output: 'logits',
    link: 'softmax',
    features: null,
    attached: null,
  },
  backend: 'reference kernels',
  threads: 1,
  warnings: [],
  forwardMilliseconds: 9,
  expectedForwards: 500,
  memory: { open: 100e6, evaluator: 20e6 },
}

describe('the plan of a run', () => {
  it('shares the forwards of what is left among the workers', () => {
    // 600 pictures of 500 forwards of 9 ms, nine tenths of a worker's time, on two workers.
    expect(planRun(facts, { pictures: 1000, before: 400, workers: 2 }).milliseconds).toBeCloseTo((600 * 500 * 9) / 0.9 / 2)
  })

  it('has memory for each worker and for the parent', () => {
    const [one, three] = [1, 3].map((workers) => planRun(facts, { pictures: 10, before: 0, workers }))
    expect(three!.memory - one!.memory).toBeGreaterThan(1.9 * one!.memoryPerWorker)
    expect(one!.memoryPerWorker).toBeGreaterThan(facts.memory.open + facts.memory.evaluator)
  })

  it('is one line', () => {
    const plan = { memoryPerWorker: 0, memory: 1.34e9, forwardsPerPicture: 544, milliseconds: 8e6 }
    expect(planLine({ ...plan, pictures: 1000, before: 400, workers: 2 })).toBe(
      '1000 pictures, 400 of them settled before; about 544 forwards each, about 2 h 14 min on 2 workers, at most 1.3 GB of memory',
    )
    expect(planLine({ ...plan, pictures: 1, before: 0, workers: 1, forwardsPerPicture: null, milliseconds: null })).toBe(
      '1 picture; time unknown on 1 worker, at most 1.3 GB of memory',
    )
  })
})
