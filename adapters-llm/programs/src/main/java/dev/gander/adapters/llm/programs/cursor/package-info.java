/// Cursor Agent, started anew with the whole conversation for each message.
@NullMarked
package dev.gander.adapters.llm.programs.cursor;

import org.jspecify.annotations.NullMarked;
