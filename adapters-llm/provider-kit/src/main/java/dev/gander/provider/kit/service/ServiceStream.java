package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.log.RequestLog;
import dev.gander.provider.kit.stream.ChunkParser;
import dev.gander.provider.kit.stream.ChunkSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer over HTTP: pulls chunks, has them decoded, and hands out the steps one by one. A
/// failure comes after everything that was complete before it.
final class ServiceStream implements ProviderStream {
  private static final Duration PATIENCE_AFTER_THE_END = Duration.ofSeconds(2);

  private final AnswerBody body;
  private final ChunkSource chunks;
  private final ChunkParser parser = new ChunkParser(AnswerReader::chunk);
  private final AnswerDecoder decoder;
  private final RequestLog.Entry log;
  private final ReadySteps ready;
  private boolean began;
  private volatile boolean over;
  private volatile boolean closed;

  ServiceStream(AnswerBody body, AnswerDecoder decoder, RequestLog.Entry log) {
    this.body = body;
    this.chunks = decoder.chunks(body);
    this.decoder = decoder;
    this.log = log;
    this.ready = new ReadySteps(log);
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    while (ready.isEmpty()) {
      if (Thread.interrupted()) {
        close();
        throw new InterruptedException("interrupted while an answer came in");
      }
      if (over || closed) {
        return ready.end();
      }
      pull();
    }
    return Optional.of(ready.take());
  }

  @Override
  public boolean beforeWaiting(Runnable action) {
    body.beforeWaiting(action);
    return true;
  }

  @Override
  public void close() {
    closed = true;
    if (!over) {
      body.close();
    }
    log.close();
  }

  private void pull() throws InterruptedException {
    try {
      String data = chunks.next();
      began |= data != null;
      if (closed) {
        over = true;
      } else if (!began) {
        throw new ProviderException.NetworkError("Stream decode error: the answer is empty", null);
      } else if (data == null) {
        finishIfWhole();
      } else if (data.strip().equals("[DONE]")) {
        finish();
      } else if (!data.isBlank()) {
        decode(data);
      }
    } catch (IOException e) {
      // Closing wakes up a reader: there is nothing to report then.
      fail(closed ? null : TransportErrors.inStream(e));
    } catch (ProviderException e) {
      fail(e);
    }
  }

  private void decode(String data) {
    try {
      Json chunk = parser.parse(data);
      if (!decoder.isSignOfLife(chunk)) {
        body.dataArrived();
      }
      decoder.accept(chunk, ready);
    } catch (ProviderException.NetworkError e) {
      if (!decoder.toleratesGarbage()) {
        throw e;
      }
    }
    if (decoder.isOver()) {
      finishIfWhole();
    }
  }

  private void finishIfWhole() {
    if (!decoder.isWhole()) {
      throw new ProviderException.NetworkError(
          "Stream decode error: the answer broke off before its end", null);
    }
    finish();
  }

  private void finish() {
    over = true;
    body.drain(PATIENCE_AFTER_THE_END);
    decoder.end(ready);
  }

  private void fail(@Nullable ProviderException reason) {
    over = true;
    ready.fail(reason);
    body.close();
    decoder.breakOff(ready);
  }
}
