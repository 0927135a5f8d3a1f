package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.NewSession;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What [SessionStore#update] does: a part of [SessionStoreContract].
public interface SessionUpdateContract {
  SessionId UNKNOWN = new SessionId("20200101_1");
  NewSession PLAIN =
      new NewSession("/work", "New Chat", SessionType.USER, GooseMode.AUTO, JsonObject.EMPTY);

  SessionStore sessions();

  SettableClock clock();

  @Test
  default void allThatACallerMayChangeIsStored() {
    Session created = sessions().create(PLAIN);
    clock().advance(Duration.ofMinutes(1));
    ModelConfig model =
        ModelConfig.of("m")
            .withTemperature(0.5)
            .withRequestParams(JsonObject.of("effort", Json.of("low")));

    Session updated =
        sessions()
            .update(
                created.id(),
                session ->
                    session
                        .with()
                        .workingDir("/else")
                        .name("Größe ☂")
                        .userSetName(true)
                        .type(SessionType.HIDDEN)
                        .extensionData(JsonObject.of("x.v1", Json.of(1)))
                        .usage(TokenUsage.of(10L, 5L, null))
                        .accumulatedUsage(TokenUsage.of(30L, null, 30L).withCache(7L, 0L))
                        .accumulatedCost(0.25)
                        .scheduleId("nightly")
                        .recipe(JsonObject.of("title", Json.of("R")))
                        .userRecipeValues(Map.of("a", "b"))
                        .providerName("openai")
                        .modelConfig(model)
                        .mode(GooseMode.APPROVE)
                        .archivedAt(Instant.parse("2026-03-01T00:00:00.123456789Z"))
                        .projectId("p")
                        .build());

    Session expected =
        new Session(
            created.id(),
            "/else",
            "Größe ☂",
            true,
            SessionType.HIDDEN,
            Instant.parse("2026-03-04T10:11:12Z"),
            Instant.parse("2026-03-04T10:12:12Z"),
            JsonObject.of("x.v1", Json.of(1)),
            TokenUsage.of(10L, 5L, 15L),
            TokenUsage.of(30L, null, 30L).withCache(7L, 0L),
            0.25,
            "nightly",
            JsonObject.of("title", Json.of("R")),
            Map.of("a", "b"),
            0,
            null,
            "openai",
            model,
            GooseMode.APPROVE,
            Instant.parse("2026-03-01T00:00:00.123456789Z"),
            "p",
            null);
    assertEquals(expected, updated);
    assertEquals(expected, sessions().get(created.id()));
  }

  @Test
  default void valuesCanBeTakenAwayAgain() {
    Session created = sessions().create(PLAIN);
    sessions()
        .update(
            created.id(),
            session ->
                session
                    .with()
                    .scheduleId("x")
                    .usage(TokenUsage.of(1L, 1L, null))
                    .recipe(Json.of("r"))
                    .archivedAt(Instant.EPOCH)
                    .build());

    sessions()
        .update(
            created.id(),
            session ->
                session
                    .with()
                    .scheduleId(null)
                    .usage(TokenUsage.UNKNOWN)
                    .recipe(null)
                    .archivedAt(null)
                    .build());

    assertEquals(created, sessions().get(created.id()));
  }

  @Test
  default void whatBelongsToTheStoreCannotBeChanged() {
    Session created = sessions().create(PLAIN);

    Session updated =
        sessions()
            .update(
                created.id(),
                session ->
                    session
                        .with()
                        .id(UNKNOWN)
                        .createdAt(Instant.EPOCH)
                        .updatedAt(Instant.EPOCH)
                        .messageCount(7)
                        .lastMessageAt(Instant.EPOCH)
                        .build());

    assertEquals(created, updated);
    assertEquals(Optional.empty(), sessions().find(UNKNOWN));
  }

  @Test
  default void changeThatFailsChangesNothing() {
    Session created = sessions().create(PLAIN);

    assertThrows(
        IllegalStateException.class,
        () ->
            sessions()
                .update(
                    created.id(),
                    _ -> {
                      throw new IllegalStateException("no");
                    }));

    assertEquals(created, sessions().get(created.id()));
  }

  @Test
  default void changesMadeAtOnceAreAllKept() throws Exception {
    SessionId id = sessions().create(PLAIN).id();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Session>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tasks.add(() -> sessions().update(id, SessionUpdateContract::withOneTokenMore));
      }
      for (Future<Session> changed : threads.invokeAll(tasks)) {
        changed.get();
      }
    }
    assertEquals(TokenUsage.of(20L, null, 20L), sessions().get(id).accumulatedUsage());
  }

  private static Session withOneTokenMore(Session session) {
    TokenUsage sum = session.accumulatedUsage().plus(TokenUsage.of(1L, null, null));
    return session.with().accumulatedUsage(sum).build();
  }
}
