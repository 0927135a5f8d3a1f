/// Messages and their content; the rules for merging, repairing and projecting a conversation; and
/// the goose JSON form of a message. Start with [Message].
@NullMarked
package dev.gander.domain.message;

import org.jspecify.annotations.NullMarked;
