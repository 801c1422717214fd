import { defineConfig } from 'vitest/config'

const workers = Number(process.env['POSTFIX_LINT_PROVE_WORKERS'] ?? 2)

export default defineConfig({
  test: {
    include: ['test/prove/**/*.prove.ts'],
    // A run is mostly waiting: a few at a time keep a small machine busy, and the waits honest.
    maxConcurrency: workers,
    hookTimeout: 120_000,
  },
})
