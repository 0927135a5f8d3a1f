package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.RunId;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.webhook.DeliveryQueueContract;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `/gander/v1/backups`, `/gander/v1/retention` and pins.
class KeepingOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private List<String> sweep(boolean dryRun) {
    JsonObject answer =
        RunningApi.object(api.server.post("/gander/v1/retention", "{\"dry_run\":" + dryRun + "}"));
    assertEquals(Optional.of(Json.of(dryRun)), Optional.ofNullable(answer.get("dry_run")));
    return answer.array("sessions").orElseThrow().items().stream()
        .map(session -> ((JsonObject) session).text("id").orElseThrow())
        .toList();
  }

  private boolean exists(String id) {
    return api.backend.sessions.find(new SessionId(id)).isPresent();
  }

  @Test
  void withoutRulesNothingGoes() {
    String session = api.session();
    api.backend.clock.advance(Duration.ofDays(10_000));

    assertEquals(List.of(), sweep(false));
    assertTrue(exists(session));
  }

  @Test
  void aDryRunTellsWhatTheRealOneDeletes() {
    String old = api.session();
    api.backend.clock.advance(Duration.ofDays(31));
    String fresh = api.session();
    api.backend.settings.put("GANDER_RETENTION_DAYS", Json.of(30));

    assertEquals(List.of(old), sweep(true));
    assertTrue(exists(old));
    assertEquals(List.of(old), sweep(false));

    assertEquals(false, exists(old));
    assertTrue(exists(fresh));
    assertEquals(List.of(), sweep(false));
    assertEquals(404, api.server.get("/sessions/" + old).statusCode());
  }

  @Test
  void aPinnedSessionStaysUntilItIsUnpinned() {
    String old = api.session();
    String path = "/gander/v1/sessions/" + old + "/pin";
    JsonObject pinned = RunningApi.object(api.put(path, ""));
    assertEquals("{\"session_id\":\"" + old + "\",\"pinned\":true}", JsonText.write(pinned));
    api.backend.clock.advance(Duration.ofDays(31));
    api.backend.settings.put("GANDER_RETENTION_DAYS", Json.of(30));

    assertEquals(List.of(), sweep(false));

    RunningApi.object(api.server.send(api.server.request(path).DELETE()));
    assertEquals(List.of(old), sweep(false));
    assertEquals(404, api.put(path, "").statusCode());
    assertEquals(Set.of(), api.backend.pinned.all());
  }

  @Test
  void aSessionWithARunStays() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          go.await();
          voice.says("done");
        });
    api.backend.settings.put("GANDER_RETENTION_DAYS", JsonObject.of("scheduled", Json.of(30)));
    api.server.post("/gander/v1/runs", "{\"prompt\":\"x\"}");
    Eventually.holds(() -> session().isPresent());
    String session = session().orElseThrow();
    api.backend.clock.advance(Duration.ofDays(31));

    assertEquals(List.of(), sweep(false));

    go.countDown();
    Eventually.holds(this::hasEnded);
    api.backend.clock.advance(Duration.ofDays(31));
    assertEquals(List.of(session), sweep(false));
  }

  private Optional<String> session() {
    return run().text("session_id");
  }

  private JsonObject run() {
    return (JsonObject)
        RunningApi.object(api.server.get("/gander/v1/runs"))
            .array("runs")
            .orElseThrow()
            .items()
            .getFirst();
  }

  @Test
  void runsAndDeliveriesThatAreOverAreCountedAndGo() throws InterruptedException {
    api.backend.deliveries.add(
        List.of(DeliveryQueueContract.delivery("e", DeliveryQueueContract.THERE)));
    api.backend.deliveries.settle(
        api.backend.deliveries.find(1).orElseThrow().delivered(Instant.EPOCH));
    api.backend.model.plays(voice -> voice.says("done"));
    api.server.post("/gander/v1/runs", "{\"prompt\":\"x\"}");
    Eventually.holds(this::hasEnded);
    api.backend.runs.announced(new RunId(run().text("id").orElseThrow()));
    api.backend.clock.advance(Duration.ofDays(31));
    assertEquals(Optional.of(Json.of(0)), swept("runs", true), "nobody has asked for it");

    api.backend.settings.put("GANDER_RECORDS_DAYS", Json.of(30));

    assertEquals(Optional.of(Json.of(1)), swept("runs", true));
    assertEquals(Optional.of(Json.of(1)), swept("deliveries", true));
    assertEquals(Optional.of(Json.of(1)), swept("runs", false));
    assertEquals(Optional.of(Json.of(0)), swept("deliveries", false), "gone with the run");
    assertEquals("{\"runs\":[],\"next\":null}", api.server.get("/gander/v1/runs").body());
  }

  private boolean hasEnded() {
    return run().text("state").orElseThrow().equals("succeeded");
  }

  @Test
  void entriesOfUsageAreCountedAndGo() {
    api.backend.settings.put("GANDER_USAGE_ENTRIES", Json.of(1));

    assertEquals(Optional.of(Json.of(0)), usage(true));
    Payer server = new Payer(null, KeyId.SERVER, null, null, null);
    for (int i = 0; i < 2; i++) {
      api.backend.usage.append(new UsageEntry(Instant.EPOCH, LocalDate.EPOCH, server, null, 1, 0));
    }

    assertEquals(Optional.of(Json.of(1)), usage(true));
    assertEquals(Optional.of(Json.of(1)), usage(false));
    assertEquals(Optional.of(Json.of(0)), usage(false));
  }

  private Optional<Json> usage(boolean dryRun) {
    return swept("usage_entries", dryRun);
  }

  private Optional<Json> swept(String what, boolean dryRun) {
    return Optional.ofNullable(
        RunningApi.object(api.server.post("/gander/v1/retention", "{\"dry_run\":" + dryRun + "}"))
            .get(what));
  }

  @Test
  void rulesThatAreNoneAreTold() {
    api.backend.settings.put("GANDER_RETENTION_MB", JsonObject.of("usr", Json.of(1)));

    HttpResponse<String> answer = api.server.post("/gander/v1/retention", "{\"dry_run\":true}");

    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("usr"), answer.body());
  }

  @Test
  void aDryRunThatIsNotUnderstoodDeletesNothing() {
    String old = api.session();
    api.backend.clock.advance(Duration.ofDays(31));
    api.backend.settings.put("GANDER_RETENTION_DAYS", Json.of(30));

    for (String body :
        List.of("{\"dry_run\":\"true\"}", "{\"dry_run\":1}", "{\"dryRun\":true}", "[]", "", "{")) {
      int status = api.server.post("/gander/v1/retention", body).statusCode();
      assertTrue(status == 400 || status == 422, () -> body + " answered " + status);
    }

    assertTrue(exists(old));
  }

  @Test
  void backupsAreMadeAndListed() {
    assertEquals("{\"backups\":[]}", api.server.get("/gander/v1/backups").body());

    JsonObject made = RunningApi.object(api.server.post("/gander/v1/backups", ""));

    assertEquals("backup-1", made.text("name").orElseThrow());
    JsonObject list = RunningApi.object(api.server.get("/gander/v1/backups"));
    assertEquals(List.of(made), list.array("backups").orElseThrow().items());
  }

  @Test
  void aBackupThatFailsSaysWhy() {
    api.backend.backups.failWith(new StorageException("there is no room", null));

    RunningApi.assertError(500, "there is no room", api.server.post("/gander/v1/backups", ""));
  }
}
