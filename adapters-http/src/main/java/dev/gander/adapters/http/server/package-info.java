/// Everything that depends on Helidon: the listener, the path of a request from the socket to its
/// operation and back, HTTP/2. Start with [Dispatcher].
@NullMarked
package dev.gander.adapters.http.server;

import org.jspecify.annotations.NullMarked;
