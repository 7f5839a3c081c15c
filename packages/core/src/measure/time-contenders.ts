import { createRandom, shuffled } from '../random/random.ts'
import type { Contender } from './contender.ts'

/** How contenders are timed. */
export interface TimingOptions {
  /** Timed runs of each contender, where it is not so slow that it gets fewer. */
  readonly runs: number
  /** The order in which contenders take turns is drawn from it. */
  readonly seed: number
  /** Awaited after each round, with the share of the rounds that are done. */
  readonly afterRound: (share: number) => Promise<void> | void
}

/** Times of one contender, in milliseconds per call; a run is so many calls. */
export interface Timing {
  readonly contender: Contender
  readonly samples: readonly number[]
  readonly repeats: number
}

/** A run lasts about as long, so that the clock's steps and the first touch of cold caches weigh little. */
const runMilliseconds = 8
/** Engines compile what runs often, in the background; until then it is slower. */
const warmUpMilliseconds = 80
/** No contender may take longer in all, as long as three runs are made. */
const longestMilliseconds = 5000
/** A call as long as this one has nothing left to warm up: its first time counts. */
const warmAtOnce = 1000
const fewestRuns = 3
const mostRepeats = 2 ** 20

/**
 * Times contenders in turns: each is warmed up, then every round runs each once, in an order drawn anew, so that nobody always follows the same
 * neighbour. What was computed before the first timed run is spoiled.
 */
export async function timeContenders(contenders: readonly Contender[], options: TimingOptions): Promise<readonly Timing[]> {
  const timings: {
    readonly contender: Contender
    readonly samples: number[]
    readonly repeats: number
    readonly runs: number
  }[] = []
  for (const contender of contenders) {
    const milliseconds = await warmUp(contender)
    const repeats = Math.min(mostRepeats, Math.max(1, Math.ceil(runMilliseconds / milliseconds)))
    const affordable = Math.floor(longestMilliseconds / (repeats * milliseconds))
    const runs = Math.min(options.runs, Math.max(fewestRuns, affordable))
    timings.push({ contender, samples: milliseconds >= warmAtOnce ? [milliseconds] : [], repeats, runs })
    contender.spoil()
  }
  const random = createRandom(options.seed)
  for (let round = 0; round < options.runs; round++) {
    for (const place of shuffled(timings.length, random)) {
      const { contender, samples, repeats, runs } = timings[place]!
      if (samples.length < runs) samples.push((await contender.time(repeats)) / repeats)
    }
    await options.afterRound((round + 1) / options.runs)
  }
  return timings
}

/** Runs until everything is compiled, in ever longer runs; returns milliseconds per call of the last one. */
async function warmUp(contender: Contender): Promise<number> {
  let spent = 0
  for (let repeats = 1; ; repeats = Math.min(mostRepeats, 2 * repeats)) {
    const taken = await contender.time(repeats)
    spent += taken
    const isLongEnough = taken >= runMilliseconds && spent >= warmUpMilliseconds
    if (isLongEnough || repeats === mostRepeats) return taken / repeats
  }
}
