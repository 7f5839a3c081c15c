/** Whether this package contains a page. Not yet: see README. */
export const hasPage = false
