/// The HTTP server for the composition root: [GanderHttpServer] and its [HttpOptions].
@NullMarked
package dev.gander.adapters.http;

import org.jspecify.annotations.NullMarked;
