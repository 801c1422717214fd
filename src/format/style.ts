/** White space before each further line of a setting in main.cf. */
export const settingIndent = '    '

/** White space before each further line of an entry in master.cf. */
export const entryIndent = '  '

/** Where the columns of master.cf begin, if there is room: as in the file that comes with Postfix. */
export const columnStarts: readonly number[] = [0, 10, 16, 24, 32, 40, 48, 56]

/** So many blank lines in a row are left between entries ... */
export const blankLinesBetween = 2

/** ... and inside of one. */
export const blankLinesInside = 1

/** Answers of a table begin in one column behind keys up to this length; behind longer ones there is one blank. */
export const longestAlignedKey = 40
