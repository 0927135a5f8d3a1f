package dev.gander.adapters.http.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an HTTP/2 client sends, on its way to Helidon.
final class Http2Bytes implements Supplier<byte @Nullable []> {
  private final Supplier<byte @Nullable []> source;
  private final FrameScanner scanner;

  Http2Bytes(Supplier<byte @Nullable []> source, ClientConnection client) {
    this.source = source;
    this.scanner = new FrameScanner(client);
  }

  @Override
  public byte @Nullable [] get() {
    byte[] bytes = source.get();
    if (bytes != null) {
      scanner.scan(bytes);
    }
    return bytes;
  }
}
