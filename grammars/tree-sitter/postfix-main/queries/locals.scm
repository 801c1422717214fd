; A name that is set here, and where its value is put in.

(main_cf) @local.scope
(setting name: (name) @local.definition)
(reference name: (reference_name) @local.reference)
