import * as z from 'zod/mini'
import { parseBaseline } from '../../image/baseline.ts'
import type { SampleSettings } from '../measuring/open-sample.ts'

export const claimsParameters = z.object({
  regions: z
    ._default(z.int().check(z.minimum(2), z.maximum(1024)), 49)
    .check(z.describe('Regions that each frame is divided into')),
  baseline: z._default(z.string(), 'mean').check(z.describe('What both methods hide with, and both curves')),
  forwards: z
    ._default(z.int().check(z.minimum(64), z.maximum(100_000)), 500)
    .check(z.describe('Forwards of HSIC as it was published; it is also run with as many as the selection took')),
  grid: z
    ._default(z.int().check(z.minimum(2), z.maximum(32)), 7)
    .check(z.describe('Rows and columns of HSIC’s grid: 7 as published for faces, 8 for birds')),
  over: z
    ._default(z.enum(['grid', 'regions']), 'grid')
    .check(z.describe('What HSIC hides: cells of its grid, as published, or the regions that are selected from')),
  search: z
    ._default(z.enum(['auto', 'naive']), 'auto')
    .check(z.describe('How regions are selected: by the default search, or by naive greedy as published')),
  resamples: z
    ._default(z.int().check(z.minimum(100), z.maximum(100_000)), 2000)
    .check(z.describe('Resamples of the pictures for each interval')),
})

export type ClaimsParameters = z.infer<typeof claimsParameters>

/** How samples are made ready: the true class is explained, of right and of wrong predictions. Throws USAGE_PARAMETER. */
export function settingsOf({ regions, baseline }: ClaimsParameters): SampleSettings {
  return { regions: { kind: 'slico', count: regions }, baseline: parseBaseline(baseline), target: 'truth' }
}
