import { numberOrNull } from '../explanation/attribution-json.ts'
import type { ExplanationTrust } from '../explanation/document.ts'
import { areaUnderCurve } from '../math/area-under-curve.ts'
import type { ControlAreas } from '../metrics/control-order.ts'
import { risingGains } from '../metrics/rising-gains.ts'
import type { Findings } from './investigate.ts'

/** How far the order and the answer can be trusted, as the document keeps it. */
export function buildTrust(findings: Findings, batchConsistent: boolean): ExplanationTrust {
  const { curves, otherSeed, checks } = findings
  const { share, insertion, deletion } = curves
  return {
    insertion: numberOrNull(areaUnderCurve(share, insertion)),
    deletion: numberOrNull(areaUnderCurve(share, deletion)),
    random: controlToJson(findings.random),
    blob: controlToJson(findings.blob),
    predicted: findings.predicted === null ? null : roundForecast(findings.predicted),
    rising: { ...risingGains(insertion, deletion) },
    batchConsistent,
    ...(otherSeed && {
      otherSeed: {
        seed: otherSeed.seed,
        correlation: numberOrNull(otherSeed.correlation),
        insertion: numberOrNull(otherSeed.insertion),
        deletion: numberOrNull(otherSeed.deletion),
        shown: otherSeed.shown,
      },
    }),
    ...(checks.optimum && { optimum: { area: checks.optimum.area, order: [...checks.optimum.order] } }),
    ...(checks.bound && { bound: { ...checks.bound } }),
    ...(checks.spotCheck && { spotCheck: { ...checks.spotCheck, regret: numberOrNull(checks.spotCheck.regret) } }),
  }
}

/** A forecast is a sum of `Math.exp`, whose last bit is each engine's own: nine decimals, so that a page and a command line write the same body. */
function roundForecast(area: number): number {
  return Math.round(area * 1e9) / 1e9
}

function controlToJson({ insertion, deletion, points }: ControlAreas): ExplanationTrust['random'] {
  return { insertion: numberOrNull(insertion), deletion: numberOrNull(deletion), points }
}
