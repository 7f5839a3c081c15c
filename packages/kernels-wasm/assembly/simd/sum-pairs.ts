// For each of `members` with each of `others`: the sum of the terms over the rows that both bring nearer, after sumTowards.
//
// nearer u8[regions, stride / 4]; groupSums f64[groups, 16]; members u16[memberCount]; others u16[otherCount];
// output f64[memberCount, otherCount]. Four others at a time keep four chains of additions going; past the last one it is taken
// again. Needs simd.

export function sumPairs(
  nearer: usize,
  groupSums: usize,
  members: usize,
  others: usize,
  output: usize,
  memberCount: u32,
  otherCount: u32,
  rows: u32,
  stride: u32,
): void {
  if (otherCount == 0) return
  const line = usize(stride >> 2)
  const end = groupSums + (usize((rows + 3) >> 2) << 7)
  const last = usize(otherCount - 1)
  for (let i: usize = 0; i < memberCount; i++) {
    const member = nearer + usize(load<u16>(members + (i << 1))) * line
    for (let j: usize = 0; j < otherCount; j += 4) {
      const second = min(j + 1, last)
      const third = min(j + 2, last)
      const fourth = min(j + 3, last)
      let codes = member
      let codesA = nearer + usize(load<u16>(others + (j << 1))) * line
      let codesB = nearer + usize(load<u16>(others + (second << 1))) * line
      let codesC = nearer + usize(load<u16>(others + (third << 1))) * line
      let codesD = nearer + usize(load<u16>(others + (fourth << 1))) * line
      let a: f64 = 0
      let b: f64 = 0
      let c: f64 = 0
      let d: f64 = 0
      for (let group = groupSums; group < end; group += 128) {
        const code = load<u8>(codes++)
        a += load<f64>(group + (usize(code & load<u8>(codesA++)) << 3))
        b += load<f64>(group + (usize(code & load<u8>(codesB++)) << 3))
        c += load<f64>(group + (usize(code & load<u8>(codesC++)) << 3))
        d += load<f64>(group + (usize(code & load<u8>(codesD++)) << 3))
      }
      store<f64>(output + (j << 3), a)
      store<f64>(output + (second << 3), b)
      store<f64>(output + (third << 3), c)
      store<f64>(output + (fourth << 3), d)
    }
    output += usize(otherCount) << 3
  }
}
