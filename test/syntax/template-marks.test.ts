import { describe, expect, it } from 'vitest'
import { hasTag, placeholdersIn } from '../../src/syntax/template-marks.js'
import { isOpaque, opaque } from '../../src/syntax/template-text.js'
import { fc } from '../properties.js'

/** The placeholders of a text as they are written, each with what it does. */
const marks = (text: string, kind: 'main' | 'master' = 'main') =>
  placeholdersIn(text, kind).map(({ start, end, control = 'text' }) => [text.slice(start, end), control])

describe('a tag', () => {
  it.each([
    '{% if a %}',
    '{%- else -%}',
    '{%-  endif %}',
    '{{if a}}',
    '{{-  if a }}',
    '{{#a}}',
    '{{/a}}',
    '{{^a}}',
    '{{>a}}',
    '<% if a %>',
    '<%- if a #%>',
    '<% a.each do |b| %>',
    '<% a.each { |b| %>',
    '<% } %>',
    '[% IF a %]',
    '[%- END %]',
    '<?php if (a): ?>',
    '<? foreach (a as b) { ?>',
    '<?php } ?>',
  ])('%s steers', tag => {
    expect(marks(`x ${tag}\n`)).toEqual([[tag, 'steers']])
  })

  it.each([
    '{% set a = b %}',
    '{# if a #}',
    '{{! a }}',
    '{{/* a */}}',
    '{{ set "a" }}',
    '{{ $ab := c }}',
    '{{ $ab  = c }}',
    '{{ $ab:=c }}',
    '{{ ansible_managed | comment }}',
    '<% a = b %>',
    '<% a =%>',
    '<%# a %>',
    '<%# if a %>',
    '<%# { %>',
    '[%# a %]',
    '[% SET a = b %]',
    '[% ab = c %]',
    '[% ab  = c %]',
    '[% ab=c %]',
    '<?php $a = b; ?>',
  ])('%s gives nothing', tag => {
    expect(marks(`x ${tag}\n`)).toEqual([[tag, 'silent']])
  })

  it.each([
    '{{ a }}',
    '{{ a > b }}',
    '{{ a == b }}',
    '{{ "a" | b = c }}',
    '{{ $a }}',
    '{{ not ansible_managed }}',
    '<%= a %>',
    '<%= a { b } %>',
    '<%= if a %>',
    '[% a %]',
    '[% a == b %]',
    '[% a | b = c %]',
    '<?= a ?>',
    '<?php echo $a ?>',
    '<? print {a} ?>',
  ])('%s gives text', tag => {
    expect(marks(`x ${tag}\n`)).toEqual([[tag, 'text']])
  })

  it.each([
    '{{ a = b }}',
    '{{a=b}}',
    '{{ a-b.c@d  = e }}',
    'inline:{{a}}',
    'pcre:{{a}}',
    'b, regexp:{{a}}',
    '${{a}}',
    '${b?{{a}}}',
    '<%% a %>',
  ])('%s is none', text => {
    expect(marks(text)).toEqual([])
  })

  it.each([
    ['inline: {{a}}', ['{{a}}']],
    ['{{{a}}}', ['{{{a}}}']],
    ['{{a}}}', ['{{a}}}']],
    ['{{ a {{b}}', ['{{b}}']],
    ['{{ a {{{b}}}', ['{{{b}}}']],
    ['{{a}}{{b}} {{c', ['{{a}}', '{{b}}']],
    ['{{% a %} b', ['{% a %}']],
    ['{% a %}}', ['{% a %}']],
    ['<% a = b %> { do }', ['<% a = b %>']],
    ['<% a%%>', ['<% a%%>']],
  ])('in %j has its brackets', (text, expected) => {
    expect(marks(text).map(([tag]) => tag)).toEqual(expected)
  })
})

describe('a name', () => {
  it.each([
    ['%{a} %bc', ['%{a}', '%bc']],
    ['{{ a }} %bc', ['{{ a }}']],
    ['a = $NETS', []],
    ['a = ${NETS} $NETS', ['${NETS}']],
    ['{{ a }} $NETS ${HOST} $USER', ['{{ a }}', '$NETS', '${HOST}']],
    ['NETS=1\na = ${NETS}', []],
    ['NETS \t = 1\na = ${NETS}', []],
    ['smtp_NETS = 1\na = ${NETS}', ['${NETS}']],
    ['a = {{ b ${C} }}', ['{{ b ${C} }}']],
  ])('in %j', (text, expected) => {
    expect(marks(text).map(([tag]) => tag)).toEqual(expected)
  })

  it('in master.cf makes the file a template', () => {
    expect(marks('a unix - - n - MAX_PROC smtp $NETS\n', 'master').map(([tag]) => tag)).toEqual(['MAX_PROC', '$NETS'])
  })
})

it('a value has a tag, or only a sign of one', () => {
  expect(['a', '{{ b', '{{ b }}', '@@b@@', '$NETS'].map(hasTag)).toEqual([false, false, true, true, false])
})

it('a text with an opaque character is opaque', () => {
  expect(isOpaque(`a${opaque}`)).toBe(true)
  expect(isOpaque('a')).toBe(false)
})

it('as many as there are', () => {
  const many = 150_000
  expect(placeholdersIn(`{{ a }}${'$A'.repeat(many)}`, 'main')).toHaveLength(many + 1)
})

const piece = fc.constantFrom(
  ...['{{', '}}', '{', '{%', '%}', '<%', '%>', '$', '?', 'inline:', '@', '@@', 'A', 'A_B', '%', '%{', '#', '##', '__'],
  ...['=', ' = ', 'a', ' ', '\n', '\n', '\n', 'a = b\n', 'c = $d\n'],
)

describe('the placeholders of a text', () => {
  it('are the same whatever was read before, an earlier state of it above all', () => {
    const edit = fc.tuple(fc.nat(30), fc.nat(3), fc.array(piece, { maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(edit, { maxLength: 12 }), (pieces, edits) => {
        const now = [...pieces]
        for (const [at, removed, added] of edits) {
          now.splice(at, removed, ...added)
          const text = now.join('')
          const found = placeholdersIn(text, 'main')
          // After nothing, all of it is looked at.
          placeholdersIn('', 'main')
          expect(found).toEqual(placeholdersIn(text, 'main'))
        }
      }),
    )
  })
})
