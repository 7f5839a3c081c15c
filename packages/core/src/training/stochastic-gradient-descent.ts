import type { Optimiser } from './training-step.ts'

export interface DescentOptions {
  /** Learning rate at a step, from 0. */
  readonly rate: (step: number) => number
  readonly momentum: number
  /** Added to the gradient as a share of the weight. */
  readonly decay: number
}

/** Stochastic gradient descent with momentum and weight decay, as PyTorch's SGD does it. Keeps a velocity per weight. */
export function gradientDescent({ rate, momentum, decay }: DescentOptions): Optimiser {
  const velocities = new Map<string, Float32Array>()
  return (weights, gradients, step) => {
    const now = rate(step)
    for (const [name, values] of weights) {
      const gradient = gradients.get(name)!
      const velocity = velocities.get(name)
      const moving = velocity ?? new Float32Array(values.length)
      velocities.set(name, moving)
      for (let i = 0; i < values.length; i++) {
        moving[i] = momentum * moving[i]! + gradient[i]! + decay * values[i]!
        values[i]! -= now * moving[i]!
      }
    }
  }
}
