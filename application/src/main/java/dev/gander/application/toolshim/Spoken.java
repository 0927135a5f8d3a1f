package dev.gander.application.toolshim;

import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;

/// What a text says: words, and calls of tools. A call that cannot be read is a failure.
record Spoken(String words, List<Outcome<ToolCall>> calls) {}
