export * from './index.ts'
export { openModel } from './model/open.browser.ts'
export { openClassifier } from './model/open-classifier.ts'
export { createBrowserRuntime } from './model/runtime.browser.ts'
