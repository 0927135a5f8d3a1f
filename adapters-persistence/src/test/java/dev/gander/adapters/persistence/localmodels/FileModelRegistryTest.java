package dev.gander.adapters.persistence.localmodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.StoredModel;
import dev.gander.domain.localmodel.TokenSampling;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.localmodel.LocalModelRegistryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileModelRegistryTest implements LocalModelRegistryContract {
  /// As goose 1.36 writes it.
  private static final String OF_GOOSE =
      """
      {
        "models": [
          {
            "id": "a/b-GGUF:Q4_K_M",
            "repo_id": "a/b-GGUF",
            "filename": "b-Q4_K_M.gguf",
            "quantization": "Q4_K_M",
            "local_path": "/data/models/b-Q4_K_M.gguf",
            "source_url": "https://hub.example/a/b-GGUF/resolve/main/b-Q4_K_M.gguf",
            "settings": {
              "context_size": null,
              "max_output_tokens": null,
              "sampling": {"type": "Greedy"},
              "repeat_penalty": 1.0,
              "repeat_last_n": 64,
              "frequency_penalty": 0.0,
              "presence_penalty": 0.0,
              "n_batch": null,
              "n_gpu_layers": null,
              "use_mlock": false,
              "flash_attention": null,
              "n_threads": null,
              "native_tool_calling": false,
              "use_jinja": false,
              "enable_thinking": true,
              "vision_capable": false,
              "image_token_estimate": 256,
              "mmproj_size_bytes": 0
            },
            "size_bytes": 42,
            "mmproj_size_bytes": 0,
            "shard_files": [],
            "of_a_newer_goose": {"x": 1}
          },
          {"id": "of another kind"}
        ],
        "version": 3
      }
      """;

  @TempDir Path data;

  @Override
  public LocalModelRegistry registry() {
    return new FileModelRegistry(data);
  }

  @Override
  public void putFile(Path path) throws IOException {
    // A path through a folder that is missing leads nowhere.
    Files.createDirectories(data.resolve("models"));
    Files.createDirectories(path.getParent());
    Files.write(path, new byte[5]);
  }

  private Path file() {
    return data.resolve("models/registry.json");
  }

  private void write(String content) throws IOException {
    Files.createDirectories(data.resolve("models"));
    Files.writeString(file(), content);
  }

  @Test
  void registryOfGooseIsRead() throws Exception {
    write(OF_GOOSE);

    StoredModel model = registry().models().getFirst();

    assertEquals(1, registry().models().size());
    assertEquals("a/b-GGUF:Q4_K_M", model.id());
    assertEquals(Path.of("/data/models/b-Q4_K_M.gguf"), model.file().path());
    assertEquals(42, model.size());
    assertEquals(new TokenSampling.Greedy(), model.settings().sampling());
  }

  @Test
  void whatIsNotUnderstoodStays() throws Exception {
    write(OF_GOOSE);

    registry().change(stored -> List.of(stored.getFirst().with(ModelSettings.USUAL)));

    JsonObject whole = (JsonObject) JsonText.parse(Files.readString(file()));
    List<?> entries = ((JsonArray) whole.get("models")).items();
    assertEquals("3", whole.get("version").compact());
    assertEquals("{\"x\":1}", ((JsonObject) entries.getFirst()).get("of_a_newer_goose").compact());
    assertEquals("{\"id\":\"of another kind\"}", ((JsonObject) entries.getLast()).compact());
    assertEquals(ModelSettings.USUAL, registry().models().getFirst().settings());
  }

  @Test
  void removedModelTakesNothingElseAlong() throws Exception {
    write(OF_GOOSE);

    registry().change(_ -> List.of());

    assertEquals(List.of(), registry().models());
    assertTrue(Files.readString(file()).contains("of another kind"));
  }

  @Test
  void sameModelsAreNotWritten() throws Exception {
    write(OF_GOOSE);

    registry().change(stored -> stored);

    assertEquals(OF_GOOSE, Files.readString(file()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"models\": {}}", "{\"models\": [", "not json", "null"})
  void fileOfAnotherShapeIsReportedAndLeftAlone(String content) throws Exception {
    write(content);

    assertThrows(StorageException.class, () -> registry().models());
    StorageException told =
        assertThrows(StorageException.class, () -> registry().change(_ -> List.of()));

    assertTrue(told.text().contains("registry.json is broken"), told.text());
    assertEquals(content, Files.readString(file()));
  }

  @Test
  void problemIsNamedWithItsPlace() throws Exception {
    write("{\"models\": [\n  oops]}");

    String text = assertThrows(StorageException.class, () -> registry().models()).text();

    assertTrue(text.endsWith("is broken: not readable as JSON at line 2 column 3"), text);
  }

  @Test
  void foldersThatAreEmptyAreDeletedAsWell() throws Exception {
    Path deep = data.resolve("models/a/b/c.gguf");
    Path beside = data.resolve("models/a/d.gguf");
    putFile(deep);
    putFile(beside);

    registry().delete(List.of(deep));

    assertFalse(Files.exists(data.resolve("models/a/b")));
    assertTrue(Files.exists(beside));
    registry().delete(List.of(beside));
    assertTrue(Files.exists(data.resolve("models")));
  }

  @Test
  void registryItselfIsNoModel() throws Exception {
    write(OF_GOOSE);

    registry().delete(List.of(file(), data.resolve("models")));

    assertTrue(Files.exists(file()));
  }

  @Test
  void nothingButTheRegistryAndItsLockIsThere() throws Exception {
    registry().change(_ -> List.of());
    write(OF_GOOSE);
    registry().change(_ -> List.of());

    try (var files = Files.list(data.resolve("models"))) {
      assertEquals(
          Set.of("registry.json", "registry.json.lock"),
          Set.copyOf(files.map(file -> file.getFileName().toString()).toList()));
    }
  }
}
