package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [StoredMap]. It is empty.
public interface StoredMapContract {
  StoredMap map();

  /// The same map, as another process or server has it.
  StoredMap elsewhere();

  @Test
  default void mapBeginsEmpty() {
    assertEquals(JsonObject.EMPTY, map().read());
    assertEquals(Optional.of(JsonObject.EMPTY), map().readUnlessBroken());
  }

  @Test
  default void whatIsWrittenIsThereAtOnceAndSoonElsewhere() throws InterruptedException {
    assertEquals(JsonObject.EMPTY, elsewhere().read());
    JsonObject all =
        JsonObject.builder()
            .put("z", "ä \uD83E\uDEBF \"'\\ \n")
            .put("a", JsonArray.of(Json.of(1), Json.of(0.5), Json.of(true), JsonNull.NULL))
            .put("m", JsonObject.of("inner", Json.of("")))
            .build();

    map().edit(_ -> all);

    assertEquals(all, map().read());
    assertEquals(List.of("z", "a", "m"), List.copyOf(map().read().members().keySet()));
    Eventually.holds(() -> elsewhere().read().equals(all));

    elsewhere().edit(old -> old.without(Set.of("a")));

    assertEquals(all.without(Set.of("a")), elsewhere().read());
    Eventually.holds(() -> !map().read().has("a"));
  }

  @Test
  default void aChangeThatThrowsChangesNothing() {
    map().edit(old -> old.with("a", Json.of(1)));

    assertThrows(
        IllegalStateException.class,
        () ->
            map()
                .edit(
                    _ -> {
                      throw new IllegalStateException("no");
                    }));

    assertEquals(JsonObject.of("a", Json.of(1)), map().read());
  }

  @Test
  default void changesAtOnceAreAllKept() throws Exception {
    List<Callable<Boolean>> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      StoredMap through = i % 2 == 0 ? map() : elsewhere();
      String key = "key" + i;
      changes.add(
          () -> {
            through.edit(old -> old.with(key, Json.of(true)));
            return true;
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> change : threads.invokeAll(changes)) {
        change.get();
      }
    }

    Eventually.holds(() -> map().read().members().size() == 20);
  }
}
