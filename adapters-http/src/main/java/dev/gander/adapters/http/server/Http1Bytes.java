package dev.gander.adapters.http.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an HTTP/1 client sends, on its way to Helidon.
final class Http1Bytes implements Supplier<byte @Nullable []> {
  private final Supplier<byte @Nullable []> source;
  private final ClientConnection client;

  Http1Bytes(Supplier<byte @Nullable []> source, ClientConnection client) {
    this.source = source;
    this.client = client;
  }

  /// The next bytes, as many as are available; null at the end, as Helidon's [DataReader] expects.
  @Override
  public byte @Nullable [] get() {
    byte[] bytes = source.get();
    if (bytes != null && !client.pace().isAnswering()) {
      client.pace().headBegins();
    }
    return bytes;
  }
}
