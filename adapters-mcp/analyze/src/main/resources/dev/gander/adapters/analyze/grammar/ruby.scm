(class name: (constant) @name) @class
(class name: (scope_resolution name: (_) @name)) @class
(module name: (constant) @name) @class
(module name: (scope_resolution name: (_) @name)) @class

(method name: (_) @name body: (_)? @body) @function
(singleton_method name: (_) @name body: (_)? @body) @function

; uses
(call method: (identifier) @name arguments: (argument_list . (string) .)) @load

(call method: [(identifier) (constant)] @call)
(body_statement (identifier) @call)
