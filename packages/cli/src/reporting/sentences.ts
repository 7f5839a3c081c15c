import { percent as breakablePercent } from '@telltale/core'
import { duration } from '../output/duration.ts'
import type { Counted, RunFacts } from './facts.ts'
import { describeFailure, describeWarning } from './words.ts'

/** What is said of a run at the top of its report; one paragraph an item. */
export interface ReportWords {
  readonly summary: readonly string[]
  /** What is to be read with care; empty where there is nothing. */
  readonly care: readonly string[]
}

/** A run in plain words, nothing stronger than what was measured. */
export function describeRun(facts: RunFacts): ReportWords {
  if (facts.pictures === 0) return { summary: ['No picture has been explained yet.'], care: [] }
  return { summary: [howMany(facts), ...howRight(facts), ...answers(facts), ...areas(facts), cost(facts)], care: care(facts) }
}

function howMany({ pictures, done, failures, explanations }: RunFacts): string {
  const further = explanations === done ? '' : ` in ${count(explanations, 'explanation')}`
  const what = `${done === pictures && pictures > 1 ? 'All ' : ''}${count(done, 'picture')} ${were(done)} explained${further}.`
  if (failures.length === 0) return what
  const failed = pictures - done
  const reasons = failures.map(({ code, count }) => `${number(count)} ${describeFailure(code)} (${code})`)
  return `${number(done)} of ${count(pictures, 'picture')} ${were(done)} explained${further}; ${number(failed)} failed: ${reasons.join(', ')}.`
}

function howRight({ known, right, done }: RunFacts): readonly string[] {
  if (known === 0) return ['No true classes were given, so nothing can be said of how often the model is right.']
  const whose = known === done ? '' : ' whose true class is known'
  return [`The model is right on ${number(right)} of ${count(known, 'picture')}${whose} (${percent(right / known)}).`]
}

function answers({ answers, explanations }: RunFacts): readonly string[] {
  if (answers === null) return explanations === 0 ? [] : ['No few regions were found that carry a decision.']
  const { regions, of, share, count: found, tried, hold } = answers
  const typical = `The typical answer takes ${whole(regions)} of ${whole(of)} regions, ${percent(share)} of what the model sees (medians).`
  const without = explanations - found
  return [
    without === 0 ? typical : `${typical} For ${count(without, 'explanation')} no few regions were found to be enough.`,
    ...(tried === 0
      ? []
      : [`On a second background ${number(hold)} of ${count(tried, 'answer')} still hold (${percent(hold / tried)}).`]),
  ]
}

function areas({ insertion, deletion }: RunFacts): readonly string[] {
  if (insertion === null || deletion === null) return []
  return [
    `The median insertion area is ${insertion.toFixed(2)} (higher is better), the median deletion area ${deletion.toFixed(2)} (lower is better).`,
  ]
}

function cost({ forwards, milliseconds, done }: RunFacts): string {
  const each = done === 0 ? '' : `, ${duration(milliseconds / done)} a picture`
  return `It took ${number(forwards)} forwards and ${duration(milliseconds)} of computing${each}.`
}

function care(facts: RunFacts): readonly string[] {
  const { answers, warnings, missing, damaged, withoutPicture } = facts
  const fragile = answers === null ? 0 : answers.tried - answers.hold
  return [
    ...(fragile === 0 ? [] : [`${count(fragile, 'answer')} ${fragile === 1 ? 'does' : 'do'} not hold on a second background.`]),
    ...warnings.map(warned),
    ...listed(missing, 'document', 'not in this folder any more'),
    ...listed(damaged, 'document', 'damaged and cannot be read'),
    ...(withoutPicture.length === 0
      ? []
      : [`${count(withoutPicture.length, 'thumbnail')} could not be drawn: the picture is not where it was, or has changed.`]),
  ]
}

function warned({ code, count: times }: Counted): string {
  return `${count(times, 'explanation')} ${describeWarning(code)} (${code}).`
}

const namesShown = 5

function listed(names: readonly string[], noun: string, what: string): readonly string[] {
  if (names.length === 0) return []
  const more = names.length > namesShown ? `, and ${number(names.length - namesShown)} more` : ''
  const be = names.length === 1 ? 'is' : 'are'
  return [`${count(names.length, noun)} ${be} ${what}: ${names.slice(0, namesShown).join(', ')}${more}.`]
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`
}

function were(value: number): string {
  return value === 1 ? 'was' : 'were'
}

/** Thousands with thin spaces between, whatever the language of the machine. */
function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u2009')
}

/** A median of whole numbers may lie between two. */
function whole(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1)
}

/** A number and its sign stay on one line. */
function percent(value: number): string {
  return breakablePercent(value).replace(' %', '\u00a0%')
}
