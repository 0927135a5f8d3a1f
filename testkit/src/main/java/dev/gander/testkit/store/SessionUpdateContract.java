package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionFiling;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.TokenState;
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

/// The contract of [SessionStore#update]: a part of [SessionStoreContract].
public interface SessionUpdateContract {
  SessionId UNKNOWN = new SessionId("20200101_1");
  SessionDetails PLAIN = SessionDetails.of("New Chat", "/work", GooseMode.AUTO);

  /// Details with every value set.
  SessionDetails WHOLE =
      new SessionDetails(
          new SessionName("Größe ☂", true),
          new SessionOrigin(SessionType.SCHEDULED, "nightly"),
          "/work dir",
          GooseMode.APPROVE,
          new SessionModel(
              "openai",
              ModelConfig.of("m")
                  .withTemperature(0.5)
                  .withRequestParams(JsonObject.of("effort", Json.of("low")))),
          new AttachedRecipe(JsonObject.of("title", Json.of("R")), Map.of("a", "b")),
          JsonObject.of("todo.v0", JsonObject.of("content", Json.of("- [ ] a"))),
          new TokenState(
              TokenUsage.of(10L, 5L, null), TokenUsage.of(30L, null, 30L).withCache(7L, 0L), 0.25),
          new SessionFiling(Instant.parse("2026-03-01T00:00:00.123456789Z"), "p"));

  SessionStore sessions();

  SettableClock clock();

  @Test
  default void everyDetailCanBeChanged() {
    Session created = sessions().create(PLAIN);
    clock().advance(Duration.ofMinutes(1));

    Session updated = sessions().update(created.id(), _ -> WHOLE);

    Session expected =
        new Session(
            created.id(),
            WHOLE,
            created.activity().withUpdatedAt(Instant.parse("2026-03-04T10:12:12Z")));
    assertEquals(expected, updated);
    assertEquals(expected, sessions().get(created.id()));
  }

  @Test
  default void everyDetailCanBeTakenAwayAgain() {
    Session created = sessions().create(WHOLE);

    sessions().update(created.id(), _ -> PLAIN);

    assertEquals(
        new Session(created.id(), PLAIN, created.activity()), sessions().get(created.id()));
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
    assertEquals(TokenUsage.of(20L, null, 20L), sessions().get(id).tokens().accumulated());
  }

  private static SessionDetails withOneTokenMore(SessionDetails details) {
    TokenUsage one = TokenUsage.of(1L, null, null);
    return details.withTokens(details.tokens().plus(one, one, Optional.empty()));
  }
}
