import type { Contender } from './contender.ts'
import type { MeasuredBackend } from './work.ts'

/** What a contender on these kernels is called and stands for. */
export function identify({
  kernels,
  software = false,
}: MeasuredBackend): Pick<Contender, 'name' | 'role' | 'software' | 'onDevice'> {
  const { backend } = kernels
  return { name: backend, role: backend === 'reference' ? 'plain' : 'backend', software, onDevice: backend === 'webgpu' }
}
