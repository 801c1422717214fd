import { lines, settings } from '../common/lines.js'
import { extras, tokens } from '../common/tokens.js'
import { references, values } from '../common/value.js'

/** main.cf. */
export default grammar({
  name: 'postfix_main',
  externals: tokens,
  extras,
  rules: {
    main_cf: $ => repeat(choice($.setting, $.malformed_setting, $.orphan, $.comment)),
    ...settings,
    ...lines,
    ...values,
    ...references,
  },
})
