/** The file that holds settings. */
export const configName = 'postfix-lint.config.json'

/** Another that can hold them, under this key. */
export const packageName = 'package.json'
export const packageKey = 'postfix-lint'
