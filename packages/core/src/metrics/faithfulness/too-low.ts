/** Below this probability of the whole picture a ratio to it says nothing: a thousand classes at random have as much. */
export const lowestProbability = 0.001

/** Why nothing can be divided by the picture's own probability, or null where it can. */
export function tooLow(probability: number): string | null {
  if (probability >= lowestProbability) return null
  return `the model gives the class ${probability.toPrecision(2)} on the whole picture, too little to divide by`
}
