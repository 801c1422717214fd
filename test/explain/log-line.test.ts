import { describe, expect, it } from 'vitest'
import { parseLogLine } from '../../src/explain/log-line.js'

describe('a line of a mail log', () => {
  it.each([
    'Nov 22 08:41:02 mx postfix/qmgr[123]: warning: something is wrong',
    '2026-11-29T22:00:00.000000+00:00 mx postfix/qmgr[123]: warning: something is wrong',
    '<22>Nov 22 08:41:02 mx postfix/qmgr[123]: warning: something is wrong',
    'mail-1  | Nov 22 08:41:02 mx postfix/qmgr[123]: warning: something is wrong',
    'postfix/qmgr[123]: warning: something is wrong',
    '  postfix/qmgr[123]:   warning: something\tis wrong \n',
  ])('is taken apart whatever stands before it: %s', line => {
    expect(parseLogLine(line)).toEqual({
      program: 'qmgr',
      syslogName: 'postfix',
      level: 'warning',
      text: 'something is wrong',
      codes: [],
      isFromOther: false,
    })
  })

  it('may be a message alone', () => {
    expect(parseLogLine('warning: something is wrong')).toMatchObject({ level: 'warning', text: 'something is wrong' })
    expect(parseLogLine('postmap: fatal: open x').program).toBe('postmap')
    expect(parseLogLine('Relay access denied').program).toBeUndefined()
  })

  it('keeps the name that a service gives itself', () => {
    const { program, syslogName, queueId } = parseLogLine('mx postfix/submission/smtpd[1]: 4TgX1d0vHkz2y: client=x')
    expect({ program, syslogName, queueId }).toEqual({
      program: 'smtpd',
      syslogName: 'postfix/submission',
      queueId: '4TgX1d0vHkz2y',
    })
  })

  it('takes no address or version for a code', () => {
    const codes = (text: string) => parseLogLine(text).codes
    expect(codes('NOQUEUE: reject: RCPT from x[5.7.1.2]: 554 5.7.1 <a@example.com>: Relay access denied')).toEqual([
      '554',
      '5.7.1',
    ])
    expect(codes('connect to 4.4.1.4[4.4.1.4]:25: Connection refused')).toEqual([])
    expect(codes('daemon started -- version 3.7.11')).toEqual([])
    expect(codes('status=bounced (host x said: 550 No such user (in reply to RCPT TO command))')).toEqual(['550'])
    expect(codes('dsn=4.4.1, status=deferred')).toEqual(['4.4.1'])
  })

  it('tells whether another server spoke', () => {
    expect(parseLogLine('status=bounced (host mx[192.0.2.1] said: 550 no)').isFromOther).toBe(true)
    expect(parseLogLine('NOQUEUE: reject: 550 no').isFromOther).toBe(false)
  })

  it('sees the line of a file that it names', () => {
    const place = (text: string) => parseLogLine(text).place
    expect(place('fatal: /etc/postfix/master.cf: line 14: bad field')).toEqual({ file: 'master.cf', line: 14 })
    expect(place('warning: /etc/postfix/main.cf, line 7: overriding earlier entry: a=b')).toEqual({
      file: 'main.cf',
      line: 7,
    })
  })

  it.each(['a', 'a.', 'a/', '[', '5.7.1 ', 'a[1]', 'x |', 'main.cf line ', 'said: '])('takes any text: %s', piece => {
    const text = piece.repeat(1_000_000)
    const read = parseLogLine(text).text
    expect(text.includes(read)).toBe(true)
    // Its beginning: Postfix writes no longer lines.
    expect(read.length).toBeLessThanOrEqual(8000)
  })
})
