package dev.gander.provider.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// A model service on a free port of this machine. It plays answers in a dialect, or exactly the
/// bytes that a test supplies, and records its requests.
public final class ModelService implements AutoCloseable {
  /// A service's form of an answer: the pieces of the body, one for each step.
  public interface Dialect {
    String begin(ScriptedAnswer answer);

    String step(ScriptedAnswer answer, Step.Emit step);

    String end(ScriptedAnswer answer);

    /// Whether an answer that ends before its end mark broke off.
    default boolean needsItsEnd() {
      return true;
    }

    default String contentType() {
      return "text/event-stream";
    }

    /// The prefix of a chunk.
    default String prefix() {
      return "data: ";
    }

    /// A call of `shell` with the complete but invalid arguments `{"command": oops`; empty if
    /// arguments are part of a chunk's JSON.
    default String brokenCall() {
      return "";
    }

    /// Whether a chunk that is not JSON is skipped.
    default boolean toleratesGarbage() {
      return false;
    }

    /// The encoding of the pieces; ISO 8859-1 if they stand for bytes.
    default Charset charset() {
      return StandardCharsets.UTF_8;
    }
  }

  /// A received request; header names in lower case.
  public record Asked(String method, String path, Map<String, String> headers, String body) {
    public JsonObject json() {
      return (JsonObject) JsonText.parse(body);
    }
  }

  /// Answers one request.
  @FunctionalInterface
  public interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Reply> replies = new ArrayDeque<>();
  private final Map<String, Reply> places = new ConcurrentHashMap<>();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Reply standing = exchange -> exchange.sendResponseHeaders(500, -1);

  public ModelService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public ModelService reply(Reply reply) {
    synchronized (replies) {
      replies.add(reply);
    }
    return this;
  }

  /// Answers with a status and a body.
  public ModelService status(int status, String body, String... headers) {
    return reply(written(status, body, headers));
  }

  /// Gives this answer to any request once all other replies are used up.
  public ModelService always(int status, String body, String... headers) {
    return always(written(status, body, headers));
  }

  public ModelService always(Reply reply) {
    standing = reply;
    return this;
  }

  /// Gives this answer at one path, whatever the other replies.
  public ModelService at(String path, int status, String body) {
    places.put(path, written(status, body));
    return this;
  }

  private static Reply written(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    };
  }

  /// Streams these pieces and breaks the connection.
  public static Reply broken(byte[]... pieces) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.flush();
      for (byte[] piece : pieces) {
        out.write(piece);
        out.flush();
      }
      // Leaving without the closing chunk looks like a broken connection.
      throw new IOException("the connection breaks here");
    };
  }

  /// Streams these pieces, each in a write of its own, and ends.
  public ModelService pieces(byte[]... pieces) {
    return reply(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (byte[] piece : pieces) {
              out.write(piece);
              out.flush();
            }
          }
        });
  }

  public ModelService pieces(String... pieces) {
    return pieces(
        List.of(pieces).stream()
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  /// Streams these pieces and then nothing more, without an end.
  public ModelService stall(String... pieces) {
    return reply(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          for (String piece : pieces) {
            write(out, piece, StandardCharsets.UTF_8);
          }
          awaitClose();
        });
  }

  public ModelService play(ScriptedAnswer answer, Dialect dialect) {
    if (!answer.steps().isEmpty() && answer.steps().getFirst() instanceof Step.Refuse(var why)) {
      return status(status(why), JsonText.write(JsonObject.of("message", Json.of(why.text()))));
    }
    return reply(exchange -> stream(exchange, answer, dialect));
  }

  /// The next request, in order of arrival.
  public Asked asked() throws InterruptedException {
    return asked.take();
  }

  /// All requests that have not been taken yet.
  public List<Asked> allAsked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> String.join(", ", header.getValue()),
                    (a, _) -> a,
                    TreeMap::new));
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    reply(exchange.getRequestURI().getPath()).to(exchange);
  }

  private Reply reply(String path) {
    Reply here = places.get(path);
    if (here != null) {
      return here;
    }
    synchronized (replies) {
      Reply next = replies.poll();
      return next == null ? standing : next;
    }
  }

  private void stream(HttpExchange exchange, ScriptedAnswer answer, Dialect dialect)
      throws IOException {
    exchange.getResponseHeaders().add("content-type", dialect.contentType());
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    write(out, dialect.begin(answer), dialect.charset());
    for (Step step : answer.steps()) {
      switch (step) {
        case Step.Emit emit -> write(out, dialect.step(answer, emit), dialect.charset());
        case Step.Pause(var reached, var _) -> {
          reached.countDown();
          awaitClose();
          return;
        }
        // Leaving without the closing chunk looks like a broken connection.
        case Step.Fail _ -> throw new IOException("the connection breaks here");
        case Step.Refuse _ -> throw new IllegalArgumentException("too late to refuse");
        case Step.Ask _ -> throw new IllegalArgumentException("a service does not ask");
      }
    }
    write(out, dialect.end(answer), dialect.charset());
    out.close();
  }

  private void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream out, String piece, Charset charset) {
    try {
      String halved = piece.replace(ScriptedAnswer.HALF, ScriptedAnswer.ESCAPED_HALF);
      out.write(halved.getBytes(charset));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int status(ProviderException failure) {
    return switch (failure) {
      case ProviderException.Authentication _ -> 401;
      case ProviderException.RateLimited _ -> 429;
      case ProviderException.CreditsExhausted _ -> 402;
      case ProviderException.RequestFailed _ -> 400;
      case ProviderException.ContextLengthExceeded _ -> 413;
      default -> 500;
    };
  }
}
