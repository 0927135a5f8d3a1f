/// Tools for models that cannot call any: tools are described to them in words, and calls are
/// extracted from their answers. Start with `ToolShim`.
@NullMarked
package dev.gander.application.toolshim;

import org.jspecify.annotations.NullMarked;
