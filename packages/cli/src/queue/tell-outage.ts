import { type Terminal, writeLines } from '../terminal.ts'
import type { QueueAddress } from './addresses.ts'

/** Says that a server has gone away, or that it is back. */
export async function tellOutage({ stderr }: Terminal, { shown }: QueueAddress, isOut: boolean): Promise<void> {
  await writeLines(stderr, [isOut ? `${shown} does not answer; waiting for it` : `${shown} answers again`])
}
