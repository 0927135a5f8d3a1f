/// Rules that several dialects share, for authors of dialects: tool names and arguments, thinking
/// effort, thoughts inside text, cache marks, answers that were stored in pieces, and bodies whose
/// messages are written once. Pure, except for pictures on disk. A request starts with
/// [RequestBody] and [WrittenMessages]; [ToolArguments] reads the calls of an answer.
@NullMarked
package dev.gander.provider.kit.wire;

import org.jspecify.annotations.NullMarked;
