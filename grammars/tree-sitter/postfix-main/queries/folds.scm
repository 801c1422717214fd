[
  (setting)
  (malformed_setting)
] @fold
