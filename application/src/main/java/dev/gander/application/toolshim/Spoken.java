package dev.gander.application.toolshim;

import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;

/// The content of a text: words, and tool calls. A call that cannot be parsed is a failure.
record Spoken(String words, List<Outcome<ToolCall>> calls) {}
