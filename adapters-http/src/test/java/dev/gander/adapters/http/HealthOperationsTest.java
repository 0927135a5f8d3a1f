package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.DiskSpace;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.StoreState;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `/gander/v1/health`, and what is told of requests.
class HealthOperationsTest {
  private static final String READY = "/gander/v1/health/ready";
  private static final String LIVE = "/gander/v1/health/live";

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> stranger(String path) {
    return api.server.send(HttpRequest.newBuilder(api.server.uri(path)));
  }

  private List<String> parts(HttpResponse<String> answer) {
    JsonObject report = (JsonObject) JsonText.parse(answer.body());
    List<String> parts = new ArrayList<>();
    for (Json part : report.array("checks").orElseThrow().items()) {
      JsonObject check = (JsonObject) part;
      parts.add(check.text("name").orElseThrow() + " " + check.text("status").orElseThrow());
    }
    return parts;
  }

  @Test
  void strangersLearnWhetherItIsWellAndNothingElse() {
    for (String path : List.of(READY, LIVE)) {
      HttpResponse<String> answer = stranger(path);

      assertEquals("{\"status\":\"UP\"}", answer.body());
      assertEquals(200, answer.statusCode());
      assertEquals(Optional.of("no-store"), answer.headers().firstValue("cache-control"));
    }
  }

  @Test
  void aWrongKeyMakesAStranger() {
    HttpResponse<String> answer =
        api.server.send(
            HttpRequest.newBuilder(api.server.uri(READY)).header("X-Secret-Key", "wrong"));

    assertEquals("{\"status\":\"UP\"}", answer.body());
    assertEquals(200, answer.statusCode());
  }

  @Test
  void theKeyShowsDetails() {
    HttpResponse<String> answer = api.server.get(READY);

    assertEquals(List.of("database UP", "disk UP", "provider UP", "turns UP"), parts(answer));
    assertTrue(answer.body().contains("\"stuck\":0"), answer.body());
    assertEquals(List.of("process UP"), parts(api.server.get(LIVE)));
  }

  @Test
  void aBearerSeesDetailsToo() {
    HttpResponse<String> answer =
        api.server.send(
            HttpRequest.newBuilder(api.server.uri(LIVE))
                .header("Authorization", "bearer " + TestServer.KEY));

    assertEquals(List.of("process UP"), parts(answer));
  }

  @Test
  void aDatabaseThatCannotBeWrittenIsDown() {
    api.backend.vitals.set(
        StoreState.sound("The session database"),
        new StoreState("The database", true, false, "it can only be read"));

    HttpResponse<String> answer = api.server.get(READY);

    assertEquals(503, answer.statusCode());
    assertEquals("database DOWN", parts(answer).getFirst());
    assertTrue(answer.body().contains("it can only be read"), answer.body());
    assertEquals("{\"status\":\"DOWN\"}", stranger(READY).body());
    assertEquals(200, stranger(LIVE).statusCode());
  }

  @Test
  void aDiskIsFullBelowTheBound() {
    api.backend.settings.put("GANDER_HEALTH_LEAST_DISK", Json.of(1));
    api.backend.vitals.set(new DiskSpace((1 << 20) - 1, 1L << 30));

    assertEquals(503, stranger(READY).statusCode());
  }

  @Test
  void aDiskAtTheBoundIsNotFull() {
    api.backend.settings.put("GANDER_HEALTH_LEAST_DISK", Json.of(1));
    api.backend.vitals.set(new DiskSpace(1 << 20, 1L << 30));

    assertEquals(200, stranger(READY).statusCode());
  }

  /// A disk that does not answer hangs for as long as it likes; nobody else may hang with it.
  @Test
  void aLookThatHangsIsDownInTimeAndHangsOnce() throws InterruptedException {
    CountDownLatch disk = new CountDownLatch(1);
    List<Thread> hanging = new ArrayList<>();
    api.backend.vitals.delay(
        () -> {
          synchronized (hanging) {
            hanging.add(Thread.currentThread());
          }
          try {
            disk.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    List<HttpResponse<String>> answers = new ArrayList<>();
    List<Thread> probes = new ArrayList<>();
    for (int probe = 0; probe < 5; probe++) {
      probes.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    HttpResponse<String> answer = stranger(READY);
                    synchronized (answers) {
                      answers.add(answer);
                    }
                  }));
    }
    for (Thread probe : probes) {
      probe.join();
    }

    assertEquals(5, answers.size());
    assertTrue(answers.stream().allMatch(answer -> answer.statusCode() == 503));
    assertEquals(1, hanging.size());
    disk.countDown();
    api.backend.vitals.delay(() -> {});
    Eventually.holds(() -> stranger(READY).statusCode() == 200);
  }

  @Test
  void probesMayUseAnyHostName() throws Exception {
    try (Socket probe =
        new Socket(InetAddress.getLoopbackAddress(), api.server.uri("/").getPort())) {
      probe
          .getOutputStream()
          .write(
              ("GET " + READY + " HTTP/1.1\r\nHost: 10.0.0.7\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
  }

  @Test
  void requestsAreToldByTheirRoute() throws InterruptedException {
    api.server.get("/sessions/20260101_1");
    awaitServed(1);
    stranger("/sessions/20260101_1");
    awaitServed(2);
    stranger("/nowhere/at/all");
    awaitServed(3);
    stranger("/status");
    awaitServed(4);

    assertEquals(
        List.of("get_session 404", "get_session 401", "- 401", "status 200"),
        api.backend.observer.occurrences().stream()
            .map(Occurrence.Served.class::cast)
            .map(served -> served.route() + " " + served.status())
            .toList());
  }

  /// A request is told of after its answer, and perhaps on a connection of its own.
  private void awaitServed(int count) throws InterruptedException {
    Eventually.holds(() -> api.backend.observer.occurrences().size() == count);
  }
}
