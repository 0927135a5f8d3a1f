/// Rules about messages that several dialects share: tool arguments, tool names, the effort of
/// thinking, thoughts inside text, answers that were stored in pieces. Pure but for pictures on
/// disk; nothing here knows HTTP.
@NullMarked
package dev.gander.adapters.llm.wire;

import org.jspecify.annotations.NullMarked;
