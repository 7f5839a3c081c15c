/** Whether some consecutive masks complete another tenth of all, the last excepted: then a partial map is worth its while. */
export function isTenth({ first, count }: { readonly first: number; readonly count: number }, all: number): boolean {
  const tenthsAt = (done: number): number => Math.floor((10 * done) / all)
  return first + count < all && tenthsAt(first + count) > tenthsAt(first)
}
