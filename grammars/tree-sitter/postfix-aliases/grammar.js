import { lines } from '../common/lines.js'
import { extras, tokens } from '../common/tokens.js'

/** aliases(5): `name: target, target ...`. */
export default grammar({
  name: 'postfix_aliases',
  externals: tokens,
  extras,
  rules: {
    aliases: $ => repeat(choice($.alias, $.malformed_alias, $.orphan, $.comment)),

    alias: $ =>
      seq(field('name', alias($.alias_name, $.name)), alias($._alias_colon, ':'), field('value', $.targets), $._end),

    malformed_alias: $ =>
      choice(
        seq(field('name', alias($.alias_name, $.name)), optional(alias($._alias_colon, ':')), $._end),
        seq(alias($._alias_colon, ':'), optional($.targets), $._end),
        seq($._nothing, $._end),
      ),

    alias_name: $ => repeat1($._alias_key),

    targets: $ =>
      repeat1(choice($.text, $.string, alias($._include, $.include), alias($._comma, ','))),

    ...lines,
  },
})
