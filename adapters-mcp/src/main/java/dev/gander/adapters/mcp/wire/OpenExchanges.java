package dev.gander.adapters.mcp.wire;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow.Publisher;
import org.reactivestreams.FlowAdapters;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/// The requests of a client that have no complete answer yet, by the number that a header tells us
/// and nobody else. The MCP SDK gives up waiting, but goes on reading, for ever if the server goes
/// on writing. Any thread.
final class OpenExchanges {
  /// Removed before the request is sent.
  static final String NUMBER = "X-Gander-Exchange";

  private final Map<String, CompletableFuture<Void>> abandoned = new ConcurrentHashMap<>();

  static Optional<String> number(HttpRequest request) {
    return request.headers().firstValue(NUMBER);
  }

  static HttpRequest toSend(HttpRequest request) {
    return HttpRequest.newBuilder(request, (name, _) -> !name.equalsIgnoreCase(NUMBER)).build();
  }

  void abandon(long id) {
    CompletableFuture<Void> open = abandoned.get(String.valueOf(id));
    if (open != null) {
      open.complete(null);
    }
  }

  /// The same answer, which is cancelled when nobody waits for it any more.
  <T> CompletableFuture<HttpResponse<T>> watched(
      String number, CompletableFuture<HttpResponse<T>> answer) {
    CompletableFuture<Void> given = new CompletableFuture<>();
    abandoned.put(number, given);
    var _ = given.thenRun(() -> answer.cancel(true));
    return answer.whenComplete(
        (response, _) -> {
          if (response == null || !(response.body() instanceof Publisher<?>)) {
            abandoned.remove(number);
          }
        });
  }

  /// The same body, which ends when nobody waits for it any more.
  Publisher<List<ByteBuffer>> watched(String number, Publisher<List<ByteBuffer>> body) {
    CompletableFuture<Void> given =
        abandoned.getOrDefault(number, CompletableFuture.completedFuture(null));
    return FlowAdapters.toFlowPublisher(
        JdkFlowAdapter.flowPublisherToFlux(body)
            .takeUntilOther(Mono.fromFuture(given, true))
            .doFinally(_ -> abandoned.remove(number)));
  }
}
