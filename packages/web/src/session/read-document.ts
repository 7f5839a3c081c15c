// Loaded when a document is opened: what checks it is larger than the first paint may be.
export { readExplanation } from '@telltale/core'
