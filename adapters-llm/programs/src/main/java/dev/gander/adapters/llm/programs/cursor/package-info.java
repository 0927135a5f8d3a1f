/// Cursor Agent, started for each message with the whole conversation.
@NullMarked
package dev.gander.adapters.llm.programs.cursor;

import org.jspecify.annotations.NullMarked;
