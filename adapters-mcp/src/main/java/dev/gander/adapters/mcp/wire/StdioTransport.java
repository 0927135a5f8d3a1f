package dev.gander.adapters.mcp.wire;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.process.ChildProcess;
import dev.gander.process.LineReader;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Lines of JSON on a child's standard streams. Messages are handled on the reading thread, one
/// after the other, so that a tool's notifications come before its answer. The end of the child or
/// of its output is reported to the exception handler.
public final class StdioTransport implements McpClientTransport {
  private static final Logger LOG = System.getLogger(StdioTransport.class.getName());
  private static final int MESSAGE_LIMIT = 64 * 1024 * 1024;

  /// A server that asks and asks and reads no answer is not waited for.
  private static final int MOST_UNREAD = 10_000;

  private static final Duration TIME_TO_END = Duration.ofSeconds(3);
  private static final long LAST_WORDS_MILLIS = 500;

  private final ChildProcess child;
  private final BlockingQueue<JsonObject> outgoing = new LinkedBlockingQueue<>(MOST_UNREAD);
  private final CompletableFuture<Throwable> lost = new CompletableFuture<>();

  public StdioTransport(ChildProcess child) {
    this.child = child;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(
        () -> {
          // A blocked read of a pipe would hold one of the few carriers of virtual threads.
          Thread.ofPlatform()
              .daemon()
              .name("mcp-" + child.pid())
              .start(() -> read(message -> handler.apply(Mono.just(message)).subscribe()));
          Thread writer = Thread.ofVirtual().start(this::write);
          var _ = lost.thenRun(writer::interrupt);
          child.onExit(this::loseAfterLastWords);
        });
  }

  @Override
  public void setExceptionHandler(Consumer<Throwable> handler) {
    var _ = lost.thenAccept(handler);
  }

  private void read(Consumer<JSONRPCMessage> receiver) {
    LineReader lines = new LineReader(child.stdout(), MESSAGE_LIMIT);
    try {
      InputStream line = lines.nextAsStream();
      while (line != null) {
        parse(line).ifPresent(receiver);
        line = lines.nextAsStream();
      }
      lose(new EOFException("the server ended its output"));
    } catch (IOException e) {
      lose(e);
    }
  }

  private static Optional<JSONRPCMessage> parse(InputStream line) throws IOException {
    try {
      return WireMessage.read(JsonText.parse(line, _ -> {}));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    } catch (JsonSyntaxException e) {
      LOG.log(Level.DEBUG, "A line that is no message was skipped: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private void write() {
    try {
      OutputStream stdin = child.stdin();
      while (true) {
        JsonText.write(outgoing.take(), stdin);
        stdin.write('\n');
        stdin.flush();
      }
    } catch (IOException e) {
      lose(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A grandchild may keep the output open forever; what the child itself wrote has been read by
  /// then.
  private void loseAfterLastWords() {
    CompletableFuture.delayedExecutor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> lose(new EOFException("the server has ended")));
  }

  private void lose(Throwable why) {
    lost.complete(why);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(
        () -> {
          if (lost.isDone()) {
            throw new TransportClosed();
          }
          if (!outgoing.offer(WireMessage.write(message))) {
            lose(new IOException("the server does not read what it is told"));
          }
        });
  }

  @Override
  @SuppressWarnings("unchecked") // only requested for our own tree
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return (T) WireMessage.json(data);
  }

  /// Ends the child; waits until it and all its descendants are gone.
  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(
        () -> {
          lose(new TransportClosed());
          child.stop(TIME_TO_END);
        });
  }
}
