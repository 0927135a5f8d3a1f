package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.frame.FrameScanner;
import dev.gander.adapters.http.frame.FrameWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an HTTP/2 client sends, on its way to Helidon. It ends with a head that Helidon would
/// refuse together with the connection: that is answered here.
final class Http2Bytes implements Supplier<byte @Nullable []> {
  private final Supplier<byte @Nullable []> source;
  private final ClientConnection client;
  private final FrameWriter writer;
  private final FrameScanner scanner;
  private int refused;

  Http2Bytes(Supplier<byte @Nullable []> source, ClientConnection client, FrameWriter writer) {
    this.source = source;
    this.client = client;
    this.writer = writer;
    this.scanner = new FrameScanner(new Found(), HelidonListener.LONGEST_BLOCK);
  }

  @Override
  public byte @Nullable [] get() {
    byte[] bytes = refused == 0 ? source.get() : null;
    if (bytes == null) {
      return null;
    }
    scanner.scan(bytes);
    if (refused == 0) {
      return bytes;
    }
    writer.refuseHead(refused, Answer.error(431, HeaderSize.TOO_LARGE));
    client.skipRest();
    return null;
  }

  private final class Found implements FrameScanner.Findings {
    @Override
    public void reset(int stream) {
      client.reset(stream);
    }

    @Override
    public void headBegins() {
      client.pace().headBegins();
    }

    @Override
    public void headEnds() {
      client.pace().headEnds();
    }

    @Override
    public void headIsTooLong(int stream) {
      refused = refused == 0 ? stream : refused;
    }
  }
}
