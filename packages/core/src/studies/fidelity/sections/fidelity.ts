import { cellOf, plainCell } from '../../comparison/cells.ts'
import { fileName, number, whole } from '../../comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from '../../study-report.ts'
import type { FidelityFindings } from '../findings.ts'
import { type FidelityContext, namesIn, ofPlace, placeOf, readingOf, where } from './context.ts'

/** Fidelity of every method, on every baseline and model. */
export function fidelitySection(found: readonly FidelityFindings[], context: FidelityContext): ReportSection {
  const rows = found.map((one): ReportCell[] => [
    ...placeOf(one),
    cellOf(one.fidelity.value, one.fidelity, 'no picture'),
    cellOf(one.scoreFidelity.value, one.scoreFidelity, 'no picture'),
    one.table.samples.length,
  ])
  return {
    title: 'Fidelity',
    text:
      'The area between two curves of accuracy: with the least important pixels hidden first, and with the most important first. Larger is better, and a random map has 0. ' +
      'What hiding does by itself is in both curves and cancels. The column beside is the same of the probability. Signed and absolute maps answer different questions and are not to be ' +
      `compared with each other.${context.balanced ? ' Every class counts the same.' : ''}`,
    tables: [
      {
        name: 'fidelity',
        caption: 'Fidelity with 95 % intervals from resampling pictures',
        columns: [...where, number('fidelity', 'higher', 3), number('of probability', 'higher', 3), whole('pictures')],
        rows,
      },
    ],
    charts: namesIn(found, 'model').flatMap((model) =>
      namesIn(found, 'baseline').map((baseline) => ({
        kind: 'bars' as const,
        name: fileName(`fidelity-${model}-${baseline}`),
        caption: `Fidelity on ${model}, hidden with ${baseline}`,
        x: 'fidelity, higher is better',
        bars: ofPlace(found, model, baseline).map((one) => ({
          name: readingOf(one),
          control: one.table.method === context.random,
          ...one.fidelity,
          value: Number.isNaN(one.fidelity.value) ? null : one.fidelity.value,
        })),
      })),
    ),
  }
}

/** What hiding costs by itself: everything here is a reconstruction. */
export function artefactSection(found: readonly FidelityFindings[]): ReportSection {
  const nothingLost = 'nothing is lost with the most important pixels hidden first'
  const rows = found.map((one): ReportCell[] => [
    ...placeOf(one),
    cellOf(one.lossOfMost.value, one.lossOfMost, 'no picture'),
    cellOf(one.lossOfLeast.value, one.lossOfLeast, 'no picture'),
    cellOf(one.artefact.value, one.artefact, nothingLost),
    plainCell(one.earlyFidelity, 'no picture'),
    plainCell(one.earlyLossOfLeast, 'no picture'),
    plainCell(one.earlyArtefact, nothingLost),
    plainCell(one.earlyShare, 'nothing is lost with the least important pixels hidden first'),
  ])
  return {
    title: 'How much is an artefact of hiding (reconstruction)',
    text:
      'Hiding pixels that do not matter should cost nothing. What it costs all the same (D_LIF) bounds from above what hiding does by itself, for a map is never perfect and towards the end the ' +
      'evidence goes in any order; the first half of the curves is affected less. D_MIF = fidelity + D_LIF. The paper’s own formula of this share is not published: every number of ' +
      'this section is a reconstruction.',
    tables: [
      {
        name: 'artefacts',
        caption: 'Accuracy lost on average (reconstruction)',
        columns: [
          ...where,
          number('D_MIF', undefined, 3),
          number('D_LIF', 'lower', 3),
          number('artefact share', 'lower', 3),
          number('early fidelity', 'higher', 3),
          number('early D_LIF', 'lower', 3),
          number('early artefact share', 'lower', 3),
          number('part of D_LIF that is early', undefined, 3),
        ],
        rows,
      },
    ],
  }
}

/** The variant of FPA: areas relative to the picture's own score, with both intervals. */
export function relativeSection(found: readonly FidelityFindings[]): ReportSection {
  const reason = 'no picture has enough probability to divide by'
  return {
    title: 'Relative areas',
    text:
      'The area under the probability as a percentage of the whole picture’s own, over an axis from 0 to 100, and the difference of the two orders. ± is half of the 95 % interval: first as ' +
      'published, which takes the two orders as if they were measured on different pictures, then paired. Pictures whose own probability is too low to divide by are left out.',
    tables: [
      {
        name: 'relative-areas',
        caption: 'Relative areas as in Feature Perturbation Augmentation, of probabilities',
        columns: [
          ...where,
          number('most important first', 'lower', 2),
          number('least important first', 'higher', 2),
          number('difference', 'higher', 2),
          number('± as published', undefined, 2),
          number('± paired', undefined, 2),
          whole('pictures'),
        ],
        rows: found.map((one): ReportCell[] => {
          const { most, least, difference, independent, paired, pictures } = one.relative
          const numbers = [most, least, difference, independent, paired].map((value) => plainCell(value, reason))
          return [...placeOf(one), ...numbers, pictures]
        }),
      },
    ],
  }
}
