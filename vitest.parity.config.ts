import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/parity/**/*.parity.ts'],
    // Nearly all of it is waiting for the real program.
    testTimeout: 4 * 60 * 60_000,
    maxWorkers: 2,
  },
})
