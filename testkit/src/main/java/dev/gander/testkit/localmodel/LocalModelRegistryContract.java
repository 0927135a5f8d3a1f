package dev.gander.testkit.localmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.localmodel.Computing;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.Penalties;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import dev.gander.domain.localmodel.TemplateChoice;
import dev.gander.domain.localmodel.TokenSampling;
import dev.gander.domain.localmodel.ToolCalling;
import dev.gander.domain.localmodel.Vision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [LocalModelRegistry]. It is empty.
public interface LocalModelRegistryContract {
  LocalModelRegistry registry();

  /// Puts a file with five bytes somewhere.
  void putFile(Path path) throws Exception;

  @Test
  default void registryBeginsEmpty() {
    assertEquals(List.of(), registry().models());
  }

  @Test
  default void modelsComeBackInTheirOrder() {
    List<StoredModel> both = List.of(full(), model("a/b:Q8_0"));

    assertEquals(both, registry().change(_ -> both));

    assertEquals(both, registry().models());
  }

  @Test
  default void changedModelReplacesItself() {
    registry().change(_ -> List.of(model("a/b:Q8_0"), full()));

    registry()
        .change(stored -> List.of(stored.getFirst(), stored.getLast().with(ModelSettings.USUAL)));

    assertEquals(List.of(model("a/b:Q8_0"), full().with(ModelSettings.USUAL)), registry().models());
  }

  @Test
  default void changeThatThrowsChangesNothing() {
    registry().change(_ -> List.of(full()));

    assertThrows(
        IllegalStateException.class,
        () ->
            registry()
                .change(
                    _ -> {
                      throw new IllegalStateException("no");
                    }));

    assertEquals(List.of(full()), registry().models());
  }

  @Test
  default void changesAtOnceAreAllKept() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        StoredModel one = model("a/b:Q" + i);
        tasks.add(() -> registry().change(stored -> with(stored, one)));
      }
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertEquals(20, registry().models().size());
  }

  @Test
  default void filesAreFoundAndDeleted() throws Exception {
    Path file = registry().folder().resolve("below/a.gguf");
    assertEquals(OptionalLong.empty(), registry().size(file));
    registry().delete(List.of(file));
    putFile(file);
    assertEquals(OptionalLong.of(5), registry().size(file));

    registry().delete(List.of(file));

    assertEquals(OptionalLong.empty(), registry().size(file));
  }

  @Test
  default void filesElsewhereStay() throws Exception {
    Path elsewhere = registry().folder().resolve("../elsewhere.gguf");
    putFile(elsewhere);

    registry().delete(List.of(elsewhere));

    assertEquals(OptionalLong.of(5), registry().size(elsewhere));
  }

  private static List<StoredModel> with(List<StoredModel> stored, StoredModel one) {
    List<StoredModel> all = new ArrayList<>(stored);
    all.add(one);
    return all;
  }

  private static StoredModel model(String id) {
    return new StoredModel(
        id,
        "a/b",
        id.substring(id.indexOf(':') + 1),
        0,
        new StoredFile("f.gguf", Path.of("/models/f.gguf"), "https://hub.example/f.gguf", 0),
        List.of(),
        null,
        ModelSettings.USUAL);
  }

  private static StoredModel full() {
    return new StoredModel(
        "a/c:BF16",
        "a/c",
        "BF16",
        70_000_000_000L,
        new StoredFile("1.gguf", Path.of("/models/1.gguf"), "https://hub.example/1", 0),
        List.of(new StoredFile("2.gguf", Path.of("/models/2.gguf"), "https://hub.example/2", 7)),
        new StoredFile("p.gguf", Path.of("/models/c/p.gguf"), "https://hub.example/p", 9),
        new ModelSettings(
            new Computing(4096L, 512L, 99L, 3, true, false),
            new TokenSampling.Mirostat(5.0, 0.1, 4_000_000_000L),
            new Penalties(1.1, 32, 0.2, 0.3),
            1000L,
            ToolCalling.FORCE_EMULATED,
            true,
            false,
            new TemplateChoice.Inline("{{ messages }}"),
            new Vision(true, 300, 9),
            "one",
            "a/small:Q4_0"));
  }
}
