/// The HTTP server for the composition root, and the API as a list of routes. Start with
/// [GanderHttpServer].
@NullMarked
package dev.gander.adapters.http;

import org.jspecify.annotations.NullMarked;
