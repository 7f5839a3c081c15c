import type { AdapterInfo } from '@telltale/core'
import { create } from 'webgpu'

// The process that looks for a graphics adapter for a parent: drivers write to its streams, and may end it.

const gpu = create([])
const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
process.send?.(adapter === null ? null : plain(adapter.info), () => process.exit())

/** What goes through a channel of JSON. */
function plain({ vendor, architecture, device, description, isFallbackAdapter }: AdapterInfo): AdapterInfo {
  return { vendor, architecture, device, description, isFallbackAdapter }
}
