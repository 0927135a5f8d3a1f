/// Gemini CLI, started for each message of a conversation that it keeps itself.
@NullMarked
package dev.gander.adapters.llm.programs.gemini;

import org.jspecify.annotations.NullMarked;
