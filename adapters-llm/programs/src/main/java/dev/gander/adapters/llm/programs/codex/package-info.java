/// Codex, started anew with the whole conversation for each message.
@NullMarked
package dev.gander.adapters.llm.programs.codex;

import org.jspecify.annotations.NullMarked;
