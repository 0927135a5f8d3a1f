/// Rules about requests and answers that several dialects share: tool names and arguments, the
/// effort of thinking, thoughts inside text, marks for caches, answers that were stored in pieces,
/// bodies written once, what a declared service wants. Pure but for pictures on disk; nothing here
/// talks to anyone.
@NullMarked
package dev.gander.provider.kit.wire;

import org.jspecify.annotations.NullMarked;
