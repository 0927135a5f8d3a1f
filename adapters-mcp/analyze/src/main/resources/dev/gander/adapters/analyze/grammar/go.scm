(type_spec name: (_) @name type: (_) @body) @class

(function_declaration name: (_) @name body: (_)? @body) @function
(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (type_identifier) @owner
        (generic_type type: (type_identifier) @owner)
        (pointer_type (type_identifier) @owner)
        (pointer_type (generic_type type: (type_identifier) @owner))
      ]))
  name: (_) @name
  body: (_)? @body) @function
(method_elem name: (_) @name) @function

; uses
(import_spec) @import

(call_expression function: (identifier) @call)
(call_expression function: (selector_expression field: (_) @call))
(type_conversion_expression type: (generic_type type: (type_identifier) @call))
(composite_literal type: (type_identifier) @call)
(composite_literal type: (qualified_type name: (_) @call))
(composite_literal type: (generic_type type: (type_identifier) @call))
