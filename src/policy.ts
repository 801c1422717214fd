// Site policies: JSON Schema over what `effectiveConfiguration` gives, as rules for `lint`.
export { BadPolicy, type Clause, type Policy, type PolicyFault } from './policy/policy.js'
export { policyRuleId, policyRules } from './policy/policy-rules.js'
export { readPolicy } from './policy/read-policy.js'
export { shippedPolicies } from './policy/shipped.js'
