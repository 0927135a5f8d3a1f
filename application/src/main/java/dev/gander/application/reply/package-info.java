/// One turn of a conversation as the outside sees it: [ReplyToMessage], its events, the events of a
/// session that outlive a connection ([SessionEvents]), and the answers of people that a turn waits
/// for. How a turn works is in `dev.gander.application.engine`.
@NullMarked
package dev.gander.application.reply;

import org.jspecify.annotations.NullMarked;
