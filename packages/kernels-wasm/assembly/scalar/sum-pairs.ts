// For each of `members` with each of `others`: the sum of the terms over the rows that both bring nearer, after sumTowards.
//
// nearer u8[regions, stride / 4]; groupSums f64[groups, 16]; members u16[memberCount]; others u16[otherCount];
// output f64[memberCount, otherCount].

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
  const groups = usize((rows + 3) >> 2)
  const line = usize(stride >> 2)
  for (let i: usize = 0; i < memberCount; i++) {
    const first = nearer + usize(load<u16>(members + (i << 1))) * line
    for (let j: usize = 0; j < otherCount; j++) {
      const second = nearer + usize(load<u16>(others + (j << 1))) * line
      let sum: f64 = 0
      for (let group: usize = 0; group < groups; group++) {
        const code = usize(load<u8>(first + group) & load<u8>(second + group))
        sum += load<f64>(groupSums + (group << 7) + (code << 3))
      }
      store<f64>(output, sum)
      output += 8
    }
  }
}
