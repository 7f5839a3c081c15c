/** A set S stands for what is shown (keep) or for what is hidden (drop): drop(S) is keep of the complement. */
export type Side = 'keep' | 'drop'
