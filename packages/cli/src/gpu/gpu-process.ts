import { create } from 'webgpu'
import { describeAdapter } from './describe-adapter.ts'

// The process that looks for a graphics adapter for a parent: drivers write to its streams, and may end it.

const gpu = create([])
const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
process.send?.(adapter === null ? null : describeAdapter(adapter.info), () => process.exit())
