import type { TableSyntax } from '../../../src/syntax/tables/nodes.js'
import { fc } from '../../properties.js'
import { damaged, nastyText } from '../nasty-text.js'

const samples: { readonly [syntax in TableSyntax]: string } = {
  postmap: '# virtual\nexample.com  anything\n"a b"@example.com\n  c,\n# inside\n  d\n\nbroken\n"open x\n',
  aliases:
    'postmaster: root\nroot: a, "b c"@example.com,\n  |"/bin/cat >/dev/null", /var/mail/x, :include:/l\nno colon\na@b: c\n',
  regexp: '/^a/ OK\n!/b/i DUNNO $1\nif /c/m\n/d/!/e/ x\nendif junk\nendif\n|x|y z\nword\n/open\n!\n',
  pcre: '/^a/sxU OK ${1}\nif !/c/\n  /d/ lost\n/e/ f\nendif\n',
  cidr: '192.0.2.0/24 OK\n!2001:db8::/32 REJECT\nif [192.0.2.0/25]\n192.0.2.1 x\nendif\n[192.0.2.1]x y\n[192.0.2.1\n!\n',
  client: 'hosts = localhost\nquery = SELECT 1\n  FROM t\nbroken\n= x\n',
  list: '192.0.2.0/24, !192.0.2.1\n# comment\n /other hash:/x # rest\n\n',
  bounce:
    'failure_template = <<EOF\nSubject: x\n\n$myhostname\nEOF\ndelay_template = y\nbad\nx = <<\nz = <<-\nv = <<END\nno end',
  dynamicmaps: '# types\npcre postfix-pcre.so dict_pcre_open\ntwo fields\n \n',
  'postfix-files': '$config_directory:d:root:-:755:u\n# c\n/x\n',
}

const words = [
  '/',
  '!',
  'if ',
  'endif',
  'IF/x/',
  '"',
  '\\',
  ':',
  ': ',
  ',',
  ' |',
  ':include:',
  '[',
  ']',
  '<<E',
  '\nE\n',
  '\n',
  '\n ',
  '#',
]
/** Any text whatsoever, and such as is nearly a table. */
export const anyTable = (syntax: TableSyntax) =>
  fc.oneof(
    nastyText,
    fc.string({ unit: 'binary' }),
    damaged(samples[syntax]),
    fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 }))).map(found => found.join('')),
  )
