; What has many optional parts is found by its keyword, and its signature ends where its body
; begins: with their bodies, these patterns take the library minutes to prepare.
(class_declaration name: (type_identifier) @name) @class
(class_declaration name: (user_type (type_identifier) @name .)) @scope
(protocol_declaration "protocol" . (_) @name) @class

(function_declaration "func" . (simple_identifier) @name) @function
(protocol_function_declaration "func" . (_) @name) @function
(init_declaration "init" @name) @function
(deinit_declaration "deinit" @name) @function

; uses
(import_declaration) @import

(call_expression . (simple_identifier) @call)
(call_expression
  . (navigation_expression suffix: (navigation_suffix suffix: (simple_identifier) @call)))
(constructor_expression constructed_type: (user_type (type_identifier) @call .))
(constructor_expression
  constructed_type: (user_type (type_identifier) @call . (type_arguments) .))
