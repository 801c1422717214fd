import { expect, test } from 'vitest'
import type { VocabularyTables } from '../../scripts/catalog-update/keywords.js'
import { readRelease } from '../../scripts/catalog-update/read-release.js'
import { textTree } from '../../scripts/catalog-update/source-tree.js'
import { smallSource } from './small-source.js'

const vocabularies: VocabularyTables = {
  vocabularies: { mood: { tables: ['src/greeter/greeter.c:moods'], leaveOut: ['sad'] } },
  others: [],
}
const release = readRelease(textTree(smallSource), vocabularies)
const read = (section: keyof typeof release.sections): object => Object.fromEntries(release.sections[section])
const builtin = { class: 'builtin', type: 'string', min: 0, max: 0, unit: null }

test('the release', () => {
  expect(release.release).toBe('9.1.2')
  const number = '#define MAIL_VERSION_NUMBER "9.2"\n#define MAIL_RELEASE_DATE "20300506"\n'
  const snapshot = textTree({ ...smallSource, 'src/global/mail_version.h': number })
  expect(readRelease(snapshot, vocabularies).release).toBe('9.2-20300506')
})

test('parameters of every kind of table', () => {
  expect(read('parameter')).toEqual({
    greeting: { ...builtin, min: 1, default: 'hello world', readBy: 'greeter other' },
    new_style: { ...builtin, default: '${{$compatibility_level} <level {9} ? {old} : {new}}', readBy: 'greeter' },
    // Not built in, and still shown by postconf(1).
    extra: { ...builtin, max: 5, default: 'a;b', readBy: 'greeter' },
    limit: { ...builtin, type: 'integer', min: 1, max: 32, default: '10240', readBy: 'greeter other' },
    wait: { ...builtin, type: 'time', min: 1, default: '30m', unit: 'm', readBy: 'greeter' },
    second_wait: { ...builtin, type: 'time', default: '$wait', unit: 'm', readBy: 'greeter' },
    strict: { ...builtin, type: 'boolean', default: 'yes', readBy: 'greeter' },
    safe: { ...builtin, type: 'nbool', default: 'yes', readBy: 'all' },
    host: { ...builtin, min: 1, default: null, readBy: 'all' },
    filter: { ...builtin, type: 'raw', default: '', readBy: 'lmtp smtp' },
    some_directory: { ...builtin, min: 1, default: '/usr/lib/mail', readBy: 'all' },
    old_greeting: { class: 'legacy', default: '' },
    self_name: { class: 'read-only' },
  })
})

test('words', () => {
  expect(read('restriction')).toEqual({ reject_thing: {}, check_thing: {} })
  expect(read('access action')).toEqual({ HOLD: {} })
  expect(read('table type')).toEqual({ tree: {} })
  expect(read('vocabulary word')).toEqual({ 'mood happy': {} })
  expect(release.spellings?.get('happy')).toBe('Happy')
  expect(read('table of words')).toEqual({})
  const none = readRelease(textTree(smallSource), { vocabularies: {}, others: [] })
  expect([...none.sections['table of words'].keys()]).toEqual(['src/greeter/greeter.c:moods'])
})

test('programs and what postconf(1) knows', () => {
  expect(read('program')).toEqual({ greeter: { skeleton: 'single', privileged: 0, single: 1 } })
  expect(read('service suffix')).toEqual({ _limit: { inherits: 'limit' } })
  expect(read('deprecated name')).toEqual({ wait: {} })
  expect(read('client key')).toEqual({
    'mysql hosts': { type: 'string', default: '', min: 1, max: 0 },
    'mysql host': { type: 'string', default: null, min: 0, max: 0 },
    // MAX_TRIES is not defined here.
    'mysql tries': { type: 'integer', min: 1, max: 9 },
    'mysql verify': { type: 'boolean', default: null, min: 0, max: 0 },
    'mysql domain': { type: 'string', default: '', min: 0, max: 0 },
  })
})

test('stock files', () => {
  expect([...release.sections['stock entry'].keys()]).toEqual([
    'smtp inet n - n - - smtpd',
    '#submission inet n - n - - smtpd -o a=b -o c=d',
    'relay unix - - n - - smtp -o e=$f',
  ])
  expect(read('compatibility')).toEqual({
    'newest level': { value: '9' },
    'level of the stock main.cf': { value: '9.1' },
    new_style: { threshold: '9', below: 'old', atOrAbove: 'new' },
  })
})
