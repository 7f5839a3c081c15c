export { type ConformanceCheck, type Implementation, runConformance } from './conformance/run-conformance.ts'
