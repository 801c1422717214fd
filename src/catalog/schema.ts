// For tests and scripts only: the runtime trusts the data it was built with, and must not load zod.

export * from './log-message-schema.js'
export * from './parameter-schema.js'
export * from './prose-schema.js'
export * from './restriction-schema.js'
export * from './service-schema.js'
export * from './table-use-schema.js'
export * from './value-schema.js'
