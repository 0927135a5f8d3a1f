/// Server-sent events: their text, their source, and how they reach a client that may be slow or
/// gone. Start with [EventFeed] and [EventPump].
@NullMarked
package dev.gander.adapters.http.stream;

import org.jspecify.annotations.NullMarked;
