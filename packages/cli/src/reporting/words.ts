/** What went wrong with a picture, to follow a number: "2 cannot be read". */
const failureWords: Readonly<Record<string, string>> = {
  PICTURE_UNREADABLE: 'could not be read',
  PICTURE_TOO_LARGE: 'too large',
  PICTURE_UNSUPPORTED: 'of a kind that is not supported',
  MODEL_NOT_FINITE: 'made the model answer with no numbers',
  MODEL_CRASHED: 'ended the process that explained them',
  MODEL_TIMED_OUT: 'took too long',
  BUDGET_MEMORY: 'needed too much memory',
  INTERNAL: 'met a fault of Telltale',
}

/** Which explanations carry a warning, to follow "3 explanations". */
const warningWords: Readonly<Record<string, string>> = {
  PICTURE_ALPHA_DROPPED: 'of partly transparent pictures, whose hidden colours were used',
  PICTURE_FIRST_FRAME: 'of files with several frames, of which the first was used',
  PICTURE_DECODED_BY_BROWSER: 'of pictures that a browser decoded in its own way',
  MODEL_PREPROCESSING_ASSUMED: 'with guessed preprocessing',
  MODEL_LABELS_MISSING: 'with classes that have no names',
  MODEL_OTHER: 'judged with another model than they were made with',
  BACKEND_NATIVE_MISSING: 'without native inference',
  BACKEND_ONE_THREAD: 'on fewer threads than asked for',
  BUDGET_SPENT: 'whose budget ended before everything was measured',
  CHECK_SKIPPED: 'without a check that was asked for',
  ORDER_PREFIX: 'of which only the first regions were searched',
  SEARCH_SHORTENED: 'searched less thoroughly, for their many regions',
  ANSWER_SHORTENED: 'with an answer of which not every region was tried',
  SCORE_CONSTANT: 'that say nothing: whatever is hidden, the score stays',
  SCORE_BASELINE: 'that say little: the model gives the class even with everything hidden',
  SCORE_LOW: 'of pictures on which the model is undecided',
  SAMPLES_FEW: 'from too few samples to tell values from chance',
  MAP_CONSTANT: 'with the same value everywhere',
  MAP_STRETCHED: 'by maps of neither the picture’s size nor the frame’s',
  TRUTH_OTHER_CLASS: 'held against an object of another class',
  COMPLETENESS_GAP: 'with values that miss the sum they should have',
  CHANNELS_CANCEL: 'with weights that divide by next to nothing',
  SAMPLER_REPLACED: 'by another sampler than was asked for',
  METHOD_CLASS_INSENSITIVE: 'by a method that hardly depends on the class',
  BANDWIDTH_REPLACED: 'with another bandwidth than was asked for',
  BANDWIDTH_ZERO: 'without a bandwidth, so that all values are zero',
  KERNEL_NARROW: 'with too narrow a kernel for so few masks',
}

/** A failure's code in words; the code itself where there are none. */
export function describeFailure(code: string): string {
  return failureWords[code] ?? code
}

/** Which explanations a warning's code is about, in words. */
export function describeWarning(code: string): string {
  return warningWords[code] ?? 'with this warning'
}
