/// One turn of a conversation: [ReplyToMessage], the output of its events and messages, its
/// cancellation, and the user's answers that it waits for. The mechanics of a turn are in
/// `dev.gander.application.engine`.
@NullMarked
package dev.gander.application.reply;

import org.jspecify.annotations.NullMarked;
