import fc from 'fast-check'

const name = fc.constantFrom('a', 'foo', 'mydestination', 'relayhost', 'bar_1', 'smtpd_banner', 'new_name', 'c')
const value = fc.constantFrom('', 'x', ' two  words ', '$a', '{ b }', 'x=y', '#no')
const service = fc.constantFrom(
  'smtp/inet',
  'foo/unix',
  'a/inet',
  'bar/pass',
  '*/inet',
  'foo/*',
  '*/*',
  'new/unix',
  'foo',
  '/x/y',
  'f*/inet',
  'smtp/inet/x',
)
const field = fc.constantFrom(
  'service',
  'type',
  'private',
  'unprivileged',
  'chroot',
  'wakeup',
  'process_limit',
  'command',
  'nothing',
  '*',
)
const fieldValue = fc.constantFrom(
  'y',
  'n',
  '-',
  '10',
  '5?',
  'bad',
  'smtpd',
  'smtpd -o a=b',
  'pipe flags=x user=y {two words}',
  'smtp -o { a = b c }',
  'two words',
  'inet',
)
const whole = fc.constantFrom(
  'smtp inet n - n - - smtpd',
  'foo unix - n n - - pipe flags=x -o a=b',
  'new unix - - n - - smtp -o { a = b c }  -o d=e',
  'x',
  'bar pass n n n n 1 foo',
  'a inet - - - - - b { c d',
)
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 })
const assignment = fc
  .tuple(fc.constantFrom('', ' ', '#'), name, fc.constantFrom('=', ' = '), value)
  .map(parts => (parts[0] === '#' && parts[1] !== 'a' ? parts.slice(1) : parts).join(''))

/** Editing command lines, without `-c`. */
const edit: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 4, arbitrary: several(assignment).map(list => ['-e', ...list]) },
  { weight: 2, arbitrary: several(fc.oneof(name, fc.constantFrom('', 'a=b', ' foo '))).map(list => ['-X', ...list]) },
  { weight: 2, arbitrary: several(name).map(list => ['-#', ...list]) },
  {
    weight: 3,
    arbitrary: several(fc.tuple(service, whole)).map(list => ['-Me', ...list.map(([key, text]) => `${key}=${text}`)]),
  },
  { weight: 2, arbitrary: several(service).map(list => ['-MX', ...list]) },
  { weight: 2, arbitrary: several(service).map(list => ['-M#', ...list]) },
  {
    weight: 3,
    arbitrary: several(fc.tuple(service, field, fieldValue)).map(list => [
      '-Fe',
      ...list.map(([key, column, text]) => `${key}/${column}=${text}`),
    ]),
  },
  {
    weight: 3,
    arbitrary: several(fc.tuple(service, name, value)).map(list => [
      '-Pe',
      ...list.map(([key, parameter, text]) => `${key}/${parameter}=${text.replaceAll(/\s/g, '')}`),
    ]),
  },
  {
    weight: 2,
    arbitrary: several(fc.tuple(service, name)).map(list => [
      '-PX',
      ...list.map(([key, parameter]) => `${key}/${parameter}`),
    ]),
  },
)

/** The same command lines for the same seed. */
export function sampleEdits(count: number, seed: number): readonly (readonly string[])[] {
  return fc.sample(edit, { numRuns: count, seed })
}
