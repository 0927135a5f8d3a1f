package dev.gander.adapters.http.server;

import io.helidon.common.GenericType;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.media.type.MediaType;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.io.OutputStream;
import java.util.function.BiConsumer;

/// Creates [EventSink]s; found by Helidon through [java.util.ServiceLoader].
public final class EventSinkProvider implements SinkProvider<byte[]> {
  @Override
  public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
    return type.equals(EventSink.TYPE);
  }

  @Override
  // The signature is Helidon's, which passes only the type that we support.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <X extends Sink<byte[]>> X create(SinkProviderContext context) {
    // Also tells Helidon that there is an answer.
    OutputStream out = context.serverResponse().outputStream();
    if (isHttp10(context)) {
      ServerResponseHeaders headers = context.serverResponse().headers();
      DataWriter client = context.connectionContext().dataWriter();
      return (X) new EventSink(UnchunkedBody.begin(client, headers), () -> {});
    }
    context.flushHeaders();
    return (X) new EventSink(out, context.closeRunnable());
  }

  private static boolean isHttp10(SinkProviderContext context) {
    return ((ServedConnection) context.connectionContext()).client().isHttp10();
  }

  @Override
  // Helidon 4.5 calls the other overload but still declares this one.
  @SuppressWarnings({"removal", "TypeParameterUnusedInFormals"})
  public <X extends Sink<byte[]>> X create(
      ServerResponse response, BiConsumer<Object, MediaType> events, Runnable close) {
    throw new UnsupportedOperationException("needs a SinkProviderContext");
  }
}
