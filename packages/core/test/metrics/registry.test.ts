import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TelltaleError } from '../../src/errors.ts'
import { describeMetrics } from '../../src/metrics/describe-metrics.ts'
import { metrics, prepareMetric } from '../../src/metrics/registry.ts'

test('every metric is described, in the order of the registry and under a name of its own', () => {
  expect(describeMetrics().map(({ name }) => name)).toEqual(metrics.map(({ name }) => name))
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length)
})

describe.each(describeMetrics().map((metric) => [metric.name, metric] as const))('%s', (name, metric) => {
  test('is named like a flag and has a title in words', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(metric.title).toMatch(/^\S.{2,40}$/)
  })

  test('says in a sentence what it measures, and where it comes from', () => {
    expect(metric.says).toMatch(/^[A-Z0-9][^\n]{20,200}\.$/)
    expect(metric.paper.length).toBeGreaterThan(10)
  })

  test('has a range that is not empty, a direction and a cost', () => {
    const [lowest, highest] = metric.range
    expect(lowest ?? Number.NEGATIVE_INFINITY).toBeLessThan(highest ?? Number.POSITIVE_INFINITY)
    expect(['higher', 'lower']).toContain(metric.direction)
    expect(metric.forwards).toBeGreaterThanOrEqual(0)
  })

  test('has a default and a line of description for every parameter', () => {
    const properties = metric.parameters['properties'] as Record<string, { description?: string; default?: unknown }>
    for (const property of Object.values(properties)) {
      expect(property.description).toMatch(/^\S[^\n]{5,240}$/)
      expect(property).toHaveProperty('default')
    }
  })
})

test('parameters are filled in and checked', () => {
  expect(prepareMetric('effective-complexity').parameters).toEqual({ threshold: 1e-5 })
  expect(prepareMetric('effective-complexity', { threshold: 0.1 }).parameters).toEqual({ threshold: 0.1 })
  expect(() => prepareMetric('effective-complexity', { threshold: 2 })).toThrow(TelltaleError)
  expect(() => prepareMetric('entropy', { bins: 10 })).toThrow('The metric "entropy" has no parameter "bins".')
})

test('a metric that does not exist is refused with the names of those that do', () => {
  const refused = () => prepareMetric('beauty')
  expect(refused).toThrow(expect.objectContaining({ code: 'USAGE_UNKNOWN_METRIC', fix: expect.stringContaining('entropy, ') }))
})

test('the manual has every metric with its arrow, in the table of its family', () => {
  const manual = readFileSync(new URL('../../../../docs/metrics.md', import.meta.url), 'utf8')
  const sections = new Map(
    manual.split('\n## ').map((section) => [section.split(/[:\n]/, 1)[0]!.toLowerCase(), section] as const),
  )
  for (const { name, family, direction } of describeMetrics()) {
    const row = sections
      .get(family)!
      .split('\n')
      .find((line) => line.startsWith('|') && line.split('|')[1]!.includes(`\`${name}\``))
    const [, names = '', arrows = ''] = row?.split('|') ?? []
    const place = names.split(',').findIndex((one) => one.includes(`\`${name}\``))
    const all = arrows.trim().split(' ')
    expect([name, all.length === 1 ? all[0] : all[place]]).toEqual([name, direction === 'higher' ? '↑' : '↓'])
  }
})
