/** Forms of output. */
export const formats = [
  'pretty',
  'compact',
  'json',
  'sarif',
  'github',
  'gitlab',
  'checkstyle',
  'junit',
  'rdjsonl',
  'markdown',
] as const

/** A form of output. */
export type Format = (typeof formats)[number]
