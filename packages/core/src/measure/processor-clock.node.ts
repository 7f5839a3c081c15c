/**
 * Milliseconds for which this process has had a processor: a clock that stands still while others compute, which makes ratios steady on a busy
 * machine. It counts all threads, so what waits for a device or for helpers is no matter for it.
 */
export function processorClock(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
