import { lines } from '../common/lines.js'
import { extras, tokens } from '../common/tokens.js'
import { references, values } from '../common/value.js'

const columns = [
  ['service', 'service_name'],
  ['type', 'service_type'],
  ['private', 'private'],
  ['unprivileged', 'unprivileged'],
  ['chroot', 'chroot'],
  ['wakeup', 'wakeup'],
  ['process_limit', 'process_limit'],
  ['command', 'command'],
]

/** The first columns of an entry. */
const leading = ($, count) =>
  seq(...columns.slice(0, count).map(([name, type]) => field(name, alias($._field, $[type]))))

/** One raw argument: a word, or what stands in braces. */
const argument = ($, content) =>
  choice(
    seq(content, $._argument_end),
    seq(
      alias($._argument_open, '{'),
      content,
      choice(alias($._argument_close, '}'), $._unclosed),
      repeat($.unexpected),
      $._argument_end,
    ),
  )

/** master.cf. */
export default grammar({
  name: 'postfix_master',
  externals: tokens,
  extras,
  rules: {
    master_cf: $ => repeat(choice($.service, $.incomplete_service, $.orphan, $.comment)),

    service: $ =>
      seq(
        leading($, columns.length),
        repeat(choice($.option, $.override, $.broken_override)),
        optional($._plain_arguments),
        $._end,
      ),

    /** Fewer columns than there must be. */
    incomplete_service: $ =>
      seq(choice(...columns.slice(1).map((_, index) => leading($, index + 1)), $._nothing), $._end),

    /** `-v`, or an option with a value. */
    option: $ =>
      choice(
        alias($._flag, $.flag),
        seq(alias($._flag_with_value, $.flag), $._argument_end),
        seq(alias($._flag_with_value, $.flag), argument($, field('value', $.argument_text))),
      ),

    /** `-o name=value` in one of its forms. */
    override: $ =>
      seq(
        alias($._flag_override, $.flag),
        argument($, seq(field('name', $.name), alias($._equals, '='), optional(field('value', $.value)))),
      ),

    /** A `-o` that is not followed by `name=value`. */
    broken_override: $ =>
      seq(
        alias($._flag_override, $.flag),
        choice(
          $._argument_end,
          argument($, seq(field('name', $.name), repeat($.unexpected))),
          argument($, repeat1($.unexpected)),
          seq(
            alias($._argument_open, '{'),
            choice(alias($._argument_close, '}'), $._unclosed),
            repeat($.unexpected),
            $._argument_end,
          ),
        ),
      ),

    _plain_arguments: $ =>
      choice(
        repeat1(choice($.attribute, $.argument)),
        seq(repeat(choice($.attribute, $.argument)), alias($.argv_attribute, $.attribute), repeat($.argument)),
      ),

    /** `flags=...` of pipe(8), spawn(8) and others. */
    attribute: $ =>
      argument(
        $,
        seq(field('name', $.attribute_name), alias($._equals, '='), optional(field('value', $.argument_text))),
      ),

    /** `argv=...`: what follows are arguments of the command. */
    argv_attribute: $ =>
      argument(
        $,
        seq(
          field('name', alias($._argv, $.attribute_name)),
          alias($._equals, '='),
          optional(field('value', $.argument_text)),
        ),
      ),

    argument: $ =>
      choice(
        argument($, $.argument_text),
        seq(
          alias($._argument_open, '{'),
          choice(alias($._argument_close, '}'), $._unclosed),
          repeat($.unexpected),
          $._argument_end,
        ),
      ),

    argument_text: $ => repeat1($._part),

    ...lines,
    ...values,
    ...references,
  },
})
