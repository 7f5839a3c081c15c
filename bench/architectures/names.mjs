/** The architecture that a file of export.py holds: its name without exporter and operator set. */
export const architectureOf = (name) => name.replace(/\.(dynamo\d*|opset\d+)$/, '')
