/** Says when another tenth of `total` is done: `passed(done)` is true once for each tenth below the last, which is the result itself. */
export function createTenths(total: number): (done: number) => boolean {
  let reported = 0
  return (done) => {
    const tenth = Math.floor((10 * done) / total)
    if (tenth <= reported || tenth >= 10) return false
    reported = tenth
    return true
  }
}
