/**
 * What may be asked for besides the answer, each for further forwards: `second`, a set that is enough without the answer; `seed`, the search
 * again from another seed, the better order kept; `optimum`, the best order of at most 15 regions; `bound`, what could be reached if F were
 * submodular; `spot`, whether greedy would choose the same regions.
 */
export const checks = ['second', 'seed', 'optimum', 'bound', 'spot'] as const
export type Check = (typeof checks)[number]
