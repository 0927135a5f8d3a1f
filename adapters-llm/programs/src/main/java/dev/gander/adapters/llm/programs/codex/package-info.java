/// Codex, started for each message with the whole conversation.
@NullMarked
package dev.gander.adapters.llm.programs.codex;

import org.jspecify.annotations.NullMarked;
