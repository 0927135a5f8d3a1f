/// Tools for models that cannot call any: they are told about them in words, and calls are read out
/// of what they answer. Start at `ToolShim`.
@NullMarked
package dev.gander.application.toolshim;

import org.jspecify.annotations.NullMarked;
