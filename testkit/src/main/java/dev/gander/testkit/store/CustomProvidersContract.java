package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [CustomProviders].
public interface CustomProvidersContract {
  /// The store under test, empty; the same one on each call within a test.
  CustomProviders custom();

  /// A declaration with a member that only newer versions know.
  static ProviderDeclaration named(String id) {
    return ProviderDeclaration.read(
        JsonObject.builder()
            .put("name", id)
            .put("engine", "openai")
            .put("display_name", "Name of " + id)
            .put("base_url", "http://h/v1")
            .put("models", JsonArray.EMPTY)
            .put("preserves_thinking", true)
            .put("future", JsonArray.of(Json.of(1)))
            .build());
  }

  @Test
  default void whatIsAddedIsFoundAndListedById() {
    custom().add("custom_b", CustomProvidersContract::named);
    custom().add("custom_a", CustomProvidersContract::named);

    assertEquals(Optional.of(named("custom_b")), custom().find("custom_b"));
    assertEquals(List.of(named("custom_a"), named("custom_b")), custom().all());
  }

  @Test
  default void anIdThatIsTakenGetsANumber() {
    assertEquals("x", custom().add("x", CustomProvidersContract::named).name());
    assertEquals("x_1", custom().add("x", CustomProvidersContract::named).name());
    assertEquals("x_2", custom().add("x", CustomProvidersContract::named).name());
    assertTrue(custom().remove("x_1"));
    assertEquals("x_1", custom().add("x", CustomProvidersContract::named).name());
  }

  @Test
  default void thoseWhoAddAtOnceGetDifferentIds() throws InterruptedException {
    List<Future<ProviderDeclaration>> added;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<ProviderDeclaration> add = () -> custom().add("x", CustomProvidersContract::named);
      added = threads.invokeAll(Collections.nCopies(8, add));
    }
    List<String> ids = added.stream().map(one -> one.resultNow().name()).sorted().toList();

    assertEquals(List.of("x", "x_1", "x_2", "x_3", "x_4", "x_5", "x_6", "x_7"), ids);
    assertEquals(8, custom().all().size());
  }

  @Test
  default void aChangeSeesAndReplacesWhatIsThere() {
    custom().add("x", CustomProvidersContract::named);
    Optional<ProviderDeclaration> changed =
        custom()
            .change(
                "x",
                old ->
                    ProviderDeclaration.read(
                        old.toJson()
                            .with("display_name", Json.of(old.page().displayName() + "!"))));

    assertEquals("Name of x!", changed.orElseThrow().page().displayName());
    assertEquals(changed, custom().find("x"));
  }

  @Test
  default void aChangeThatFailsLeavesAllAsItWas() {
    custom().add("x", CustomProvidersContract::named);
    assertThrows(
        InvalidInput.class,
        () ->
            custom()
                .change(
                    "x",
                    _ -> {
                      throw new InvalidInput("no");
                    }));
    assertThrows(
        InvalidInput.class,
        () ->
            custom()
                .add(
                    "y",
                    _ -> {
                      throw new InvalidInput("no");
                    }));
    assertEquals(List.of(named("x")), custom().all());
  }

  @Test
  default void whatIsRemovedIsGone() {
    custom().add("x", CustomProvidersContract::named);
    assertTrue(custom().remove("x"));
    assertFalse(custom().remove("x"));
    assertEquals(Optional.empty(), custom().find("x"));
    assertEquals(List.of(), custom().all());
  }

  @Test
  default void unknownAndUnsafeIdsAreNotThere() {
    for (String id : List.of("nope", "", "..", "../x", "a/b", "a\\b", "X", "x\u0000", "x.json")) {
      assertEquals(Optional.empty(), custom().find(id), id);
      assertEquals(Optional.empty(), custom().change(id, same -> same), id);
      assertFalse(custom().remove(id), id);
    }
  }
}
