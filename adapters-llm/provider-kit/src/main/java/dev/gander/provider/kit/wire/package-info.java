/// Rules that several dialects share, for those who write one: tool names and arguments, the effort
/// of thinking, thoughts inside text, marks for caches, answers that were stored in pieces, and
/// bodies whose messages are written once. Pure but for pictures on disk. [RequestBody] with
/// [WrittenMessages] is where a request begins, [ToolArguments] where calls of an answer are read.
@NullMarked
package dev.gander.provider.kit.wire;

import org.jspecify.annotations.NullMarked;
