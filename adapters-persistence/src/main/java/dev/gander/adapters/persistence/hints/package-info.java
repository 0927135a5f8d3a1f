/// Hint files: `AGENTS.md`, `.goosehints` and what they import.
@NullMarked
package dev.gander.adapters.persistence.hints;

import org.jspecify.annotations.NullMarked;
