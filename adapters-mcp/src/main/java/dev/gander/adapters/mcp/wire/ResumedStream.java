package dev.gander.adapters.mcp.wire;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Flow.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The events that answer a request. A server may close their stream before the answer, to save a
/// connection; it is then asked for the rest, after the pause that it has named (from 2025-11-25
/// on). The MCP SDK would wait for an answer that never comes.
final class ResumedStream {
  private static final Set<String> OF_THE_REQUEST =
      Set.of("content-type", "mcp-method", "mcp-name", "accept");

  /// In a row, without a new event.
  private static final int MOST_IN_VAIN = 5;

  private static final int MOST = 1000;

  private final HttpClient client;
  private final HttpRequest request;
  private final EventScan scan = new EventScan();
  private int idsBefore = -1;
  private int inVain;
  private int resumed;

  ResumedStream(HttpClient client, HttpRequest request) {
    this.client = client;
    this.request = request;
  }

  static boolean isEventStream(HttpResponse<?> response) {
    return response.statusCode() == 200
        && response
            .headers()
            .firstValue("content-type")
            .filter(type -> type.toLowerCase(Locale.ROOT).contains("text/event-stream"))
            .isPresent();
  }

  /// The events of `body`, and what the server says when it is asked for the rest.
  Publisher<List<ByteBuffer>> from(Publisher<List<ByteBuffer>> body) {
    return JdkFlowAdapter.publisherToFlowPublisher(whole(body));
  }

  private Flux<List<ByteBuffer>> whole(Publisher<List<ByteBuffer>> body) {
    return JdkFlowAdapter.flowPublisherToFlux(body)
        .doOnNext(scan::read)
        .concatWith(Flux.defer(this::rest));
  }

  private Flux<List<ByteBuffer>> rest() {
    inVain = scan.ids() == idsBefore ? inVain + 1 : 0;
    idsBefore = scan.ids();
    boolean goesOn = inVain < MOST_IN_VAIN && resumed++ < MOST;
    return scan.resumeAfter().filter(_ -> goesOn).stream()
        .map(this::after)
        .findFirst()
        .orElseGet(Flux::empty);
  }

  private Flux<List<ByteBuffer>> after(String lastId) {
    HttpRequest question =
        HttpRequest.newBuilder(
                request, (name, _) -> !OF_THE_REQUEST.contains(name.toLowerCase(Locale.ROOT)))
            .setHeader("Accept", "text/event-stream")
            .setHeader("Last-Event-ID", lastId)
            .GET()
            .build();
    return Mono.delay(scan.pause())
        .then(Mono.fromFuture(() -> client.sendAsync(question, BodyHandlers.ofPublisher())))
        .flatMapMany(
            answer ->
                isEventStream(answer)
                    ? whole(answer.body())
                    : JdkFlowAdapter.flowPublisherToFlux(answer.body()).take(0));
  }
}
