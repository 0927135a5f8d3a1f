package dev.gander.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A model service in the dialect of chat completions that gets stuck in a given way.
final class StuckModel implements AutoCloseable {
  static final String WORD =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word\"},\"finish_reason\":null}]}\n\n";
  static final String END =
      """
      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  static final Manner ANSWERING = (model, exchange, _) -> model.stream(exchange, WORD, END);

  /// What it does with a request.
  @FunctionalInterface
  interface Manner {
    void answer(StuckModel model, HttpExchange exchange, String body) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Manner manner = ANSWERING;

  StuckModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// What makes a server use it.
  Map<String, String> environment() {
    return Map.of(
        "GOOSE_PROVIDER",
        "openai",
        "GOOSE_MODEL",
        "stuck",
        "OPENAI_API_KEY",
        "sk-none",
        "OPENAI_HOST",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "GOOSE_DISABLE_SESSION_NAMING",
        "true");
  }

  /// From now on it behaves like this.
  void behave(Manner changed) {
    asked.set(0);
    manner = changed;
  }

  /// How often it was asked since then.
  int asked() {
    return asked.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestURI().getPath().endsWith("/chat/completions")) {
        asked.incrementAndGet();
        manner.answer(this, exchange, body);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  /// Sends a head and these pieces.
  OutputStream stream(HttpExchange exchange, String... pieces) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (String piece : pieces) {
      out.write(piece.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    return out;
  }

  /// Does nothing until the test is over.
  void hang() {
    awaitEnd(TimeUnit.MINUTES.toMillis(5));
  }

  /// Sends a piece again and again until the client leaves.
  void repeat(OutputStream out, String piece) throws IOException {
    while (!awaitEnd(100)) {
      out.write(piece.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  /// Calls a tool so many times in one answer, and says something once it has the results.
  static Manner calling(int count, String tool, String arguments) {
    return (model, exchange, body) -> {
      if (body.contains("\"role\":\"tool\"")) {
        ANSWERING.answer(model, exchange, body);
        return;
      }
      StringBuilder calls = new StringBuilder();
      for (int i = 0; i < count; i++) {
        calls.append(callPiece(i, "c" + i, tool, arguments));
      }
      model.stream(exchange, calls.toString(), END.replace("stop", "tool_calls"));
    };
  }

  /// A piece of the call at an index; those after the first have no id and no name.
  static String callPiece(int index, String id, String tool, String arguments) {
    return """
    data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":%d,"id":"%s",\
    "function":{"name":"%s","arguments":"%s"}}]},"finish_reason":null}]}

    """
        .formatted(index, id, tool, arguments.replace("\"", "\\\""));
  }

  private boolean awaitEnd(long millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
