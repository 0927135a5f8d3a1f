package dev.gander.adapters.http.server;

import io.helidon.common.context.Context;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.DirectHandlers;
import java.util.concurrent.ExecutorService;

/// What all connections have in common for Helidon.
///
/// @param directHandlers answer what never reaches the router
/// @param executor runs the requests of HTTP/2
record HelidonSurroundings(
    ListenerConfig config,
    Router router,
    DirectHandlers directHandlers,
    MediaContext mediaContext,
    ContentEncodingContext contentEncodingContext,
    Context context,
    ExecutorService executor)
    implements ListenerContext {}
