(reference "${" @open "}" @close)
(reference "$(" @open ")" @close)
(operand "{" @open "}" @close)
(group "{" @open "}" @close)
