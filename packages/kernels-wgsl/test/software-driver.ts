import { existsSync } from 'node:fs'

/** The Vulkan driver that computes on the CPU, as Debian ships it inside Chromium. */
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json'

/** Vitest's global set-up: a native library reads its environment only as it was before the workers started. */
export function setup(): void {
  if (existsSync(driver)) process.env['VK_ICD_FILENAMES'] ??= driver
}
