import { expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { tableMentions } from '../../src/config/table-mentions.js'
import { SourceText } from '../../src/text/source-text.js'

const mentionsOf = (main: string) =>
  tableMentions(
    createProject({ target: { version: '3.7.11', profile: 'upstream' }, main: new SourceText('main.cf', main) }),
  ).map(({ parameter, spec }) => `${parameter} ${spec.value}`)

it('a default that is the value of another name has the tables of that, whoever sets it', () => {
  const virtual = 'virtual_alias_maps lmdb:/etc/postfix/virtual'
  expect(mentionsOf('virtual_maps = lmdb:/etc/postfix/virtual\n')).toContain(virtual)
  expect(mentionsOf('virtual_maps =\n')).not.toContain(virtual)
  expect(mentionsOf('')).not.toContain(virtual)
})
