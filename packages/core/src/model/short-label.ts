/** A class name as people say it: what stands before the first comma of "tabby, tabby cat". */
export function shortLabel(label: string): string {
  return label.split(',', 1)[0]!.trim() || label
}
