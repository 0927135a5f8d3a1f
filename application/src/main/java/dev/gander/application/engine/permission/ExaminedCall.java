package dev.gander.application.engine.permission;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.tool.ToolCall;

/// A call as inspectors see it.
///
/// @param dialogue contains the calls of the same answer already
/// @param id of the request
record ExaminedCall(Dialogue dialogue, String id, ToolCall call) {}
