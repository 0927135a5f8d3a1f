/// A small closed-world template engine: the part of Jinja that goose's prompts and recipes use.
/// Nothing of the program can be reached from a template. Start with [Template].
@NullMarked
package dev.gander.domain.template;

import org.jspecify.annotations.NullMarked;
