package dev.gander.adapters.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.observe.Observer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A port on which nothing but measures can be read, by everybody who reaches it.
final class MetricsPort implements AutoCloseable {
  private static final int AT_ONCE = 4;

  private final HttpServer server;
  private final ExecutorService threads;

  private MetricsPort(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// @throws IOException if the address cannot be bound
  static MetricsPort open(InetSocketAddress address, Observer observer) throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("metrics-", 0).daemon().factory());
    server.setExecutor(threads);
    server.createContext("/metrics", exchange -> answer(exchange, observer));
    server.start();
    return new MetricsPort(server, threads);
  }

  private static void answer(HttpExchange exchange, Observer observer) throws IOException {
    try (exchange) {
      boolean isKnown = exchange.getRequestURI().getPath().equals("/metrics");
      boolean isRead = exchange.getRequestMethod().equals("GET");
      String accept =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("");
      Optional<Observer.Measures> measures =
          isKnown && isRead ? observer.measures(accept) : Optional.empty();
      if (measures.isEmpty()) {
        exchange.sendResponseHeaders(isKnown ? 405 : 404, -1);
        return;
      }
      byte[] body = measures.get().text().getBytes(UTF_8);
      exchange.getResponseHeaders().set("content-type", measures.get().type());
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
