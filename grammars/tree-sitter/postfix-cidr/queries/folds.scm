[
  (block)
  (rule)
] @fold
