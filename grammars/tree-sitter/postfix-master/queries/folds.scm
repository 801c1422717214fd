[
  (service)
] @fold
