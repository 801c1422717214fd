/** The package's version, put in when it is built. */
declare const POSTFIX_LINT_VERSION: string | undefined

/** Version of postfix-lint. */
export const toolVersion = typeof POSTFIX_LINT_VERSION === 'string' ? POSTFIX_LINT_VERSION : '0.0.0-source'
