/// How long our side of a conversation with a model service takes: its answers, chunk by chunk, and
/// the requests made from a long conversation.
@NullMarked
package dev.gander.bench;

import org.jspecify.annotations.NullMarked;
