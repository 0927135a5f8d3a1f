/// Notes by category, in text files that users can edit. Start with
/// [dev.gander.adapters.bundled.memory.MemoryServer].
@NullMarked
package dev.gander.adapters.bundled.memory;

import org.jspecify.annotations.NullMarked;
