import { lines } from '../common/lines.js'
import { results } from '../common/table.js'
import { extras, tokens } from '../common/tokens.js'

/** `key value` tables, the sources of hash, lmdb, texthash and other indexed tables: access, virtual, transport ... */
export default grammar({
  name: 'postfix_table',
  externals: tokens,
  extras,
  rules: {
    table: $ => repeat(choice($.entry, $.malformed_entry, $.orphan, $.comment)),

    entry: $ => seq(field('key', $.key), field('value', $.result), $._end),

    /** No value, or a quote that nothing closes. */
    malformed_entry: $ =>
      choice(
        seq(field('key', $.key), $._end),
        seq(repeat1($.unexpected), $._end),
        seq($._nothing, $._end),
      ),

    ...results,
    ...lines,
  },
})
