/// WebSockets (RFC 6455) over HTTP/1.1.
@NullMarked
package dev.gander.adapters.http.websocket;

import org.jspecify.annotations.NullMarked;
