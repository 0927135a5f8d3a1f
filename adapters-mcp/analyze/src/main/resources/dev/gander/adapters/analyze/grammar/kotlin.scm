(class_declaration
  (type_identifier) @name
  [(class_body) (enum_class_body)]? @body) @class
(object_declaration (type_identifier) @name (class_body)? @body) @class
(companion_object "companion" @name) @scope

(function_declaration (simple_identifier) @name (function_body)? @body) @function
(secondary_constructor "constructor" @name (statements)? @body) @function

; uses
(import_header) @import

(call_expression . (simple_identifier) @call)
(call_expression . (navigation_expression (navigation_suffix (simple_identifier) @call) .))
(constructor_invocation (user_type (type_identifier) @call .))
(constructor_invocation (user_type (type_identifier) @call . (type_arguments) .))
