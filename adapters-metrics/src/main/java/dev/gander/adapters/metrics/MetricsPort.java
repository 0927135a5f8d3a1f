package dev.gander.adapters.metrics;

import dev.gander.connections.PageServer;
import dev.gander.connections.PageServer.Answer;
import dev.gander.connections.PageServer.Request;
import dev.gander.domain.observe.Observer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A port on which nothing but measures can be read, by everybody who reaches it.
final class MetricsPort implements AutoCloseable {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final PageServer server;

  private MetricsPort(PageServer server) {
    this.server = server;
  }

  /// @throws IOException if the address cannot be bound
  static MetricsPort open(InetSocketAddress address, PageServer.Limits limits, Observer observer)
      throws IOException {
    return new MetricsPort(PageServer.open(address, limits, request -> answer(request, observer)));
  }

  int port() {
    return server.port();
  }

  private static Answer answer(Request request, Observer observer) {
    if (!request.address().getPath().equals("/metrics")) {
      return Answer.empty(404);
    }
    Optional<Observer.Measures> measures =
        READING.contains(request.method())
            ? observer.measures(request.header("accept").orElse(""))
            : Optional.empty();
    return measures
        .map(it -> new Answer(200, Map.of("content-type", it.type()), it.text(), () -> {}))
        .orElseGet(() -> new Answer(405, Map.of("allow", "GET, HEAD"), "", () -> {}));
  }

  @Override
  public void close() {
    server.close();
  }
}
