/// A small closed-world template engine: the part of Jinja that goose's prompts and recipes use. A
/// template can access nothing but its variables and the templates that its loader gives. Start
/// with [Template].
@NullMarked
package dev.gander.application.template;

import org.jspecify.annotations.NullMarked;
