import { describe, expect, it } from 'vitest'
import { opaque, readTemplate } from '../../src/syntax/template-text.js'
import { atMost, fc, runs } from '../properties.js'

/** What is read, with `·` for each opaque character. */
const read = (text: string, kind: 'main' | 'master' = 'main') => readTemplate(text, kind)?.text.replaceAll(opaque, '·')

const isOpen = (text: string) => readTemplate(text, 'main')?.open

describe('placeholders are opaque', () => {
  it.each([
    ['Jinja', 'a = {{ b }}c\n', 'a = ·······c\n'],
    ['a filter with arguments', 'a = {{ b | default("x y") }}\n', `a = ${'·'.repeat(24)}\n`],
    ['a Go template', 'a = {{ .Values.b }}\n', `a = ${'·'.repeat(15)}\n`],
    ['a table type', 'a = proxy:{{ .DB }}:/x\n', 'a = proxy:·········:/x\n'],
    ['Mustache, unescaped', 'a = {{{b}}}\n', 'a = ·······\n'],
    ['ERB', 'a = <%= @b %>, c\n', 'a = ·········, c\n'],
    ['Template Toolkit', 'a = [% b.c %]\n', 'a = ·········\n'],
    ['double at signs', 'a = @@b@@\n', 'a = ·····\n'],
    ['autoconf', 'a = @PREFIX@/b\n', 'a = ········/b\n'],
    ['the shell', 'a = ${HOST_NAME} $NETS @@x@@\n', 'a = ············ ····· ·····\n'],
    ['a default in the shell', 'a = ${NETS:-192.0.2.0/24}\n', `a = ${'·'.repeat(21)}\n`],
    ['percent signs', 'a = %{b} %cd %(d)s\n', 'a = ···· ··· ·····\n'],
    ['an installer', 'a = PH_B __C__ <YOUR UID>\n', 'a = ···· ····· ··········\n'],
    [
      'percent signs or hashes around',
      'a = %MAIL_HOST%, ##B##.example.com,#{c.d}\n',
      'a = ···········, ·····.example.com,······\n',
    ],
    ['two percent signs around', 'a = %%bC%%, %%list D:e f%%\n', 'a = ······, ··············\n'],
    ['a name in braces', 'a = hash:{MTA_B}, mysql:{c_dir}/d.cf\n', 'a = hash:·······, mysql:·······/d.cf\n'],
    ['a member in braces', 'a = ${b.c} x${d["E"].f}\n', 'a = ······ x···········\n'],
    ['PHP', 'a = <?= B ?>.c <?php echo $d; ?>\n', 'a = ········.c ·················\n'],
    ['a whole value in capitals', 'a = B_C \nd = E_F, g\n', 'a = ··· \nd = E_F, g\n'],
    ['a name', '{{ a }}_b = c\n', '·······_b = c\n'],
    ['a place over two lines', 'a = <%= b\n  c %> d\n', 'a = ·····\n······ d\n'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('in master.cf also as words in capitals', () => {
    expect(read('a unix - - n - MAX_PROC smtp\n', 'master')).toBe('a unix - - n - ········ smtp\n')
    expect(read('a unix - - n - - smtp -o b=C_D\n', 'master')).toBeUndefined()
    expect(read('a = b MAX_PROC\n')).toBeUndefined()
  })
})

describe('what Postfix means itself is no placeholder', () => {
  it.each([
    'a = inline:{{b = c}, {d = e}}\n',
    'milter_mail_macros = {mail_addr} {client_addr}\n',
    'a = ${b?{C_D}:{e}}/f ${B_C}\nB_C = x\n',
    'a = ${b?{c.d}} ${b?c.d} ${b[c]} ${b.}\n',
    'a = 100%, ldapi://%2Fvar%2Frun%2Fldapi\n',
    '##TLS##\n#{a}\nb = c ##TLS## #{d}\n',
    'import_environment = MAIL_CONFIG\nsmtpd_tls_exclude_ciphers = A_B\nsmtpd_restriction_classes = C_D\n',
    '<?xml version="1.0"?>\n',
    'a = regexp:{{/^(.*)@lan$$/ $1@example.com}}\n',
    'a = { b, {c = d} }\n',
    'a = ${b} $b ${b?{c}:{d}} $(b)\n',
    'MY_NETS = 192.0.2.0/24\nmynetworks = $MY_NETS ${MY_NETS}\n',
    'a = user@example.com, %s, 50%\n',
    'tls_ssl_options = NO_COMPRESSION\n',
    '# [section] <comment>\n',
    'a = {{ never closed\n',
    'mailbox_command = /usr/bin/procmail -a "$EXTENSION" USER=$USER\n',
  ])('%j', text => {
    expect(readTemplate(text, 'main')).toBeUndefined()
  })
})

describe('tags that steer', () => {
  it('are comments where they have lines of their own', () => {
    expect(read('{% if a %}\nb = c\n  {%- else -%}\n{# d #}\n{% endif %}\n')).toBe(
      '#         \nb = c\n#             \n#      \n#          \n',
    )
    expect(read('a b\n%%uncomment SERVICE:x%%  -o y=z\n  -o y=%%v%%\n')).toBe(`a b\n#${' '.repeat(30)}\n  -o y=·····\n`)
    expect(read('<% @a.each do |b| -%>\nc = d\n<% end -%>\n')).toBe(`#${' '.repeat(20)}\nc = d\n#${' '.repeat(9)}\n`)
    expect(read('{# a\n b = c\n#}\nd = e\n')).toBe('#   \n#     \n# \nd = e\n')
  })

  it('are no comment beside what gives text, nor before their line', () => {
    expect(read('{# a #}{{ b }}\n')).toBe(`${'·'.repeat(14)}\n`)
    expect(read('  \n{% if a %}\n')).toBe('  \n#         \n')
  })

  it('may go over an empty line', () => {
    expect(read('{# a\n\n#}\n')).toBe('#   \n\n# \n')
  })

  it('hide what is there or not within a line', () => {
    expect(read('a = b{% if c %}, d{% endif %} e\n')).toBe(`a = b${'·'.repeat(24)} e\n`)
  })

  it.each([
    ['a condition', '{% if a %}\nb = c\n{% endif %}\n', true],
    ['a loop', '{{#each a}}\nb = c\n{{/each}}\n', true],
    ['a Go condition', '{{- if .A }}\nb = c\n{{- end }}\n', true],
    ['an inclusion', '{{> a }}\n', true],
    ['a line that is one placeholder', '{{ a }}\n', true],
    ['a name', '{{ a }}_b = c\n', true],
    ['a value', 'a = {{ b }}\n', false],
    ['a value before another line', 'a = {{ b }}\nc = d\n', false],
    ['an assignment', '{% set a = b %}\nc = d\n', false],
    ['a comment', '{# a #}\nb = c\n', false],
    ['a heading', '{{ ansible_managed | comment }}\nb = c\n', false],
  ])('let lines come and go: %s', (_, text, expected) => {
    expect(isOpen(text)).toBe(expected)
  })
})

const piece = fc.constantFrom(
  '{{',
  '}}',
  '{%',
  '%}',
  '<%',
  '%>',
  '[%',
  '%]',
  '{#',
  '#}',
  '@@',
  '${A',
  '}',
  '\n',
  ' = ',
  'if ',
  '%{',
  '<A',
  '>',
  '=',
  'x',
)

it('keeps every character in its place, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 3 }))),
      fc.constantFrom('main', 'master'),
      (pieces, kind) => {
        const text = pieces.join('')
        const template = readTemplate(text, kind)
        if (template === undefined) return
        expect(template.text.length).toBe(text.length)
        for (let at = 0; at < text.length; at++) {
          const isEnd = text[at] === '\n'
          expect(template.text[at] === '\n').toBe(isEnd)
          if (!isEnd) expect([text[at], opaque, '#', ' ']).toContain(template.text[at])
        }
      },
    ),
    runs(2000),
  )
})

// In time that grows with the square of their number, these take longer than a test may.
it.each(['{{', '{%', '<%', '[%', '{# ', '@@a', '${A:', '%{', '__A', '<A ', '{{a}}', '{{a}}\n'])(
  'is read where there are very many of %s',
  sign => {
    const text = sign.repeat(atMost(500_000))
    const read = readTemplate(text, 'main')
    expect(read?.text.length ?? text.length).toBe(text.length)
  },
)
