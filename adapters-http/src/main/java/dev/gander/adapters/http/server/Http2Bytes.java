package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.frame.FrameReader;
import dev.gander.adapters.http.frame.FrameWriter;
import dev.gander.adapters.http.frame.Http2Streams;
import dev.gander.adapters.http.frame.ResetLimit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an HTTP/2 client sends, on its way to Helidon. It ends with a head that Helidon would
/// refuse together with the connection, which is answered here, and with an attack.
final class Http2Bytes implements Supplier<byte @Nullable []> {
  private final Supplier<byte @Nullable []> source;
  private final ClientConnection client;
  private final FrameWriter writer;
  private final FrameReader reader;
  private final ResetLimit resets = new ResetLimit(System::nanoTime);
  private int refused;
  private boolean isAttack;

  Http2Bytes(
      Supplier<byte @Nullable []> source,
      ClientConnection client,
      FrameWriter writer,
      Http2Streams streams) {
    this.source = source;
    this.client = client;
    this.writer = writer;
    this.reader = new FrameReader(new Found(), streams, HelidonListener.LONGEST_BLOCK);
  }

  @Override
  public byte @Nullable [] get() {
    byte[] bytes = isRefused() ? null : source.get();
    if (bytes == null) {
      return null;
    }
    byte[] passed = reader.read(bytes);
    if (!isRefused()) {
      return passed;
    }
    if (isAttack) {
      writer.refuseRequests();
    } else {
      writer.refuseHead(refused, Answer.error(431, HeaderSize.TOO_LARGE));
    }
    client.skipRest();
    return null;
  }

  private boolean isRefused() {
    return isAttack || refused != 0;
  }

  private final class Found implements FrameReader.Findings {
    @Override
    public void reset(int stream) {
      client.reset(stream);
      isAttack |= !resets.allowOne();
    }

    @Override
    public void windowGrows(int bytes) {
      writer.windowGrows(bytes);
    }

    @Override
    public void windowIsTooLarge() {
      writer.windowIsTooLarge();
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
