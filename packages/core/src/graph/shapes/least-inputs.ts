const none = ['Constant', 'RandomNormal', 'RandomUniform']
const two = [
  ...['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Mod', 'BitShift', 'BitwiseAnd', 'BitwiseOr', 'BitwiseXor', 'And', 'Or', 'Xor', 'Equal'],
  ...['Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'MatMul', 'MatMulInteger', 'Gemm', 'com.microsoft::FusedGemm', 'Conv'],
  ...[
    'com.microsoft::FusedConv',
    'ConvInteger',
    'ConvTranspose',
    'DeformConv',
    'Gather',
    'GatherElements',
    'GatherND',
    'GridSample',
  ],
  ...['DequantizeLinear', 'com.microsoft::DequantizeLinear', 'Expand', 'RoiAlign'],
] // prettier-ignore
const three = ['Where', 'ScatterND', 'ScatterElements', 'Scatter', 'OneHot']
const five = ['BatchNormalization', 'com.microsoft::QLinearAdd', 'com.microsoft::QLinearMul']
const eight = ['QLinearConv', 'QLinearMatMul']

const counts: ReadonlyMap<string, number> = new Map(
  [none, [], two, three, [], five, [], [], eight].flatMap((names, count) => names.map((name) => [name, count] as const)),
)

/** How many inputs an operator needs at least, all of them in front: one, unless the ONNX specification asks for others. */
export function leastInputs(operator: string): number {
  return counts.get(operator) ?? 1
}
