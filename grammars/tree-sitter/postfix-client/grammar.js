import { lines, settings } from '../common/lines.js'
import { extras, tokens } from '../common/tokens.js'

/** Settings of an ldap, mysql, pgsql, sqlite or memcache table: written like main.cf, but `$` means nothing. */
export default grammar({
  name: 'postfix_client',
  externals: tokens,
  extras,
  rules: {
    settings: $ => repeat(choice($.setting, $.malformed_setting, $.orphan, $.comment)),
    value: $ => repeat1(choice($.text, $.placeholder, alias($._comma, ','))),
    ...settings,
    ...lines,
  },
})
