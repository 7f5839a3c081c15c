import type { KernelName, Kernels } from '../../kernels/kernels.ts'

/** A check that needs nothing but the kernels, and another instance of them. */
export interface BoundaryCheck {
  readonly name: string
  readonly kernel: KernelName | null
  readonly run: (kernels: Kernels, others: () => Promise<Kernels>) => Promise<void> | void
}
