// The rules are tested by their own examples, with whatever test runner there is: here, Node's.
import { test } from 'node:test'
import { testRule } from 'postfix-lint/testing'
import plugin from './postfix-lint-plugin.js'

for (const rule of plugin.rules) test(rule.id, () => testRule(rule))
