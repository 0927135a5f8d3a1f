package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of every [Settings]. The settings are empty, and their environment contains exactly
/// `FROM_ENV=42`.
public interface SettingsContract {
  Settings settings();

  @Test
  default void settingsBeginEmpty() {
    assertEquals(JsonObject.EMPTY, settings().all());
    assertEquals(Optional.empty(), settings().find("nothing"));
  }

  @Test
  default void everyKindOfValueComesBackAsItWas() {
    List<Json> values =
        List.of(
            Json.of("text"),
            Json.of(""),
            Json.of("007"),
            Json.of("true"),
            Json.of("null"),
            Json.of(" blanks "),
            Json.of("line\nline\n\nline"),
            Json.of("größe ☂ 雨 😀"),
            Json.of("- x: {y} # z"),
            Json.of(42),
            Json.of(-7),
            Json.of(0.25),
            Json.of(true),
            Json.of(false),
            JsonNull.NULL,
            JsonArray.EMPTY,
            JsonObject.EMPTY,
            JsonArray.of(Json.of(1), Json.of("two"), JsonNull.NULL, JsonObject.EMPTY),
            JsonObject.of("a", JsonObject.of("b", JsonArray.of(Json.of("c")))));
    for (int i = 0; i < values.size(); i++) {
      settings().put("K" + i, values.get(i));
    }
    for (int i = 0; i < values.size(); i++) {
      assertEquals(Optional.of(values.get(i)), settings().find("K" + i));
      assertEquals(values.get(i), settings().all().get("K" + i));
    }
  }

  @Test
  default void keyMayBeAnyText() {
    Stream.of(
            "with space", "colon: here", "ünï", "-dash", "#hash", "123", "true", "null", "", "'q'")
        .forEach(
            key -> {
              settings().put(key, Json.of("v" + key));
              assertEquals(Optional.of(Json.of("v" + key)), settings().find(key));
            });
  }

  @Test
  default void keysKeepTheirPlace() {
    settings().put("b", Json.of(1));
    settings().put("a", Json.of(2));
    settings().put("b", Json.of(3));

    assertEquals(List.of("b", "a"), List.copyOf(settings().all().members().keySet()));
  }

  @Test
  default void removedKeyIsGoneAndMayBeRemovedAgain() {
    settings().put("a", Json.of(1));

    settings().remove("a");
    settings().remove("a");

    assertEquals(Optional.empty(), settings().find("a"));
    assertEquals(JsonObject.EMPTY, settings().all());
  }

  @Test
  default void environmentWinsWhateverIsWritten() {
    settings().put("from_env", Json.of("file"));

    assertEquals(Optional.of(Json.of(42)), settings().find("from_env"));
    assertEquals(Optional.of(Json.of(42)), settings().find("FROM_ENV"));
    assertEquals(Optional.of("42"), settings().environment("From_Env"));
    assertTrue(settings().isFromEnvironment("From_Env"));
    assertFalse(settings().isFromEnvironment("other"));
    assertEquals(JsonObject.of("from_env", Json.of("file")), settings().all());
  }

  @Test
  default void updateSeesTheOldValueOrNull() {
    List<Json> seen = new ArrayList<>();
    settings().update("k", old -> remember(seen, old, Json.of(1)));
    settings().update("k", old -> remember(seen, old, Json.of(2)));

    assertEquals(List.of(JsonNull.NULL, Json.of(1)), seen.stream().distinct().toList());
    assertEquals(Optional.of(Json.of(2)), settings().find("k"));
  }

  @Test
  default void editChangesSeveralKeysInOneStep() {
    settings().put("old", Json.of(1));

    settings().edit(file -> JsonObject.of("new", Json.of(file.members().size())));

    assertEquals(JsonObject.of("new", Json.of(1)), settings().all());
  }

  @Test
  default void changeThatFailsChangesNothing() {
    settings().put("k", Json.of(1));

    assertThrows(
        IllegalStateException.class,
        () ->
            settings()
                .edit(
                    _ -> {
                      throw new IllegalStateException("no");
                    }));

    assertEquals(JsonObject.of("k", Json.of(1)), settings().all());
  }

  @Test
  default void changesMadeAtOnceAreAllKept() throws Exception {
    settings().put("n", Json.of(0));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        tasks.add(
            Executors.callable(
                () -> settings().update("n", old -> Json.of(JsonFields.asLong(old) + 1))));
      }
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertEquals(Optional.of(Json.of(10)), settings().find("n"));
  }

  @Test
  default void writeOfAnInterruptedThreadIsStored() throws Exception {
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  settings().put("k", Json.of(1));
                });
    caller.join();

    assertEquals(Optional.of(Json.of(1)), settings().find("k"));
  }

  private static Json remember(List<Json> seen, Json old, Json changed) {
    seen.add(old);
    return changed;
  }
}
