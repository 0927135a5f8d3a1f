package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.operating.NoteRequest;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.observe.RecordingObserver;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What those who trace are told of requests.
class RequestActivitiesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final RecordingObserver observer = new RecordingObserver();
  private final List<Optional<TraceContext>> inside = new CopyOnWriteArrayList<>();
  private final TestServer server =
      TestServer.start(
          List.of(
              Route.get(
                  "look",
                  "/look",
                  _ -> {
                    inside.add(Trail.current().trace());
                    return Answer.text("seen");
                  }),
              Route.get(
                  "fall",
                  "/fall",
                  _ -> {
                    throw new IllegalStateException("on purpose");
                  }),
              Route.get("status", "/status", _ -> Answer.text("ok"))),
          TestServer.echo(),
          new NoteRequest(observer));

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.uri(path)).header("x-secret-key", TestServer.KEY);
  }

  /// Until the end of each is told, which is after its answer.
  private List<String> told(int count) throws InterruptedException {
    Eventually.holds(
        () ->
            observer.activities().size() == count
                && observer.activities().stream().allMatch(it -> it.outcome() != null));
    return observer.activities().stream()
        .map(it -> it.activity() + " " + it.outcome() + " " + it.error().orElse("-"))
        .toList();
  }

  @Test
  void anOperationIsAnActivityOfItsCallersTrace() throws InterruptedException {
    server.send(to("/look").header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

    assertEquals(List.of(new Activity.Request("GET", "look") + " 200 -"), told(1));
    assertEquals(List.of(TRACE), inside.stream().map(it -> it.orElseThrow().trace()).toList());
    assertEquals(observer.activities().getFirst().trace(), inside.getFirst());
  }

  @Test
  void aFailureOfOursIsOne() throws InterruptedException {
    server.send(to("/fall"));

    assertEquals(List.of(new Activity.Request("GET", "fall") + " 500 500"), told(1));
  }

  @Test
  void strangersWrongPathsAndProbesAreNone() throws InterruptedException {
    server.send(HttpRequest.newBuilder(server.uri("/look")));
    server.send(to("/nowhere"));
    server.send(to("/status"));
    server.send(to("/look"));

    assertEquals(List.of(new Activity.Request("GET", "look") + " 200 -"), told(1));
  }
}
