package dev.gander.adapters.local.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.local.shelf.LoadSettings.Template;
import dev.gander.domain.error.ProviderException;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
  @TempDir Path data;
  private Path models;

  @BeforeEach
  void makeTheFolder() throws Exception {
    models = Files.createDirectory(data.resolve("models"));
  }

  @Test
  void withoutARegistryThereAreNoModels() {
    assertEquals(List.of(), new ModelShelf(data).ids());
    assertEquals(Optional.empty(), new ModelShelf(data).find("a/b:Q4_0"));
  }

  @Test
  void modelsAreThoseWhoseFilesAreHere() throws Exception {
    Path here = Files.createFile(models.resolve("here.gguf"));
    write(
        """
        {"models": [
          {"id": "z/here:Q4_0", "local_path": "%s"},
          {"id": "a/beside:Q4_0", "filename": "here.gguf", "settings": {"context_size": 512}},
          {"id": "a/gone:Q4_0", "local_path": "/nowhere/gone.gguf"},
          {"id": 7}, "text", {"id": "a/empty:Q4_0", "local_path": "  "}, null]}"""
            .formatted(here));
    ModelShelf shelf = new ModelShelf(data);

    assertEquals(List.of("a/beside:Q4_0", "z/here:Q4_0"), shelf.ids());
    assertEquals(here, shelf.find("a/beside:Q4_0").orElseThrow().file());
    assertEquals(OptionalInt.of(512), shelf.find("a/beside:Q4_0").orElseThrow().load().context());
    assertTrue(shelf.find("a/gone:Q4_0").isPresent());
  }

  @Test
  void aBrokenRegistryIsToldWithItsPlace() throws Exception {
    write("{");

    String message =
        assertThrows(ProviderException.ExecutionError.class, () -> new ModelShelf(data).ids())
            .text();
    assertTrue(message.contains("registry.json"), message);
  }

  @Test
  void settingsAreThoseOfGoose() throws Exception {
    ShelvedModel model =
        model(
            """
            {"context_size": 2048, "n_batch": 256, "n_gpu_layers": 0, "n_threads": 3,
             "use_mlock": true, "flash_attention": true, "max_output_tokens": 99,
             "chat_template": {"type": "builtin", "name": "chatml"}, "draft_model": "/d.gguf",
             "sampling": {"type": "Temperature", "temperature": 0.5, "top_k": 7, "top_p": 0.9,
               "min_p": 0.1, "seed": 42},
             "repeat_penalty": 1.1, "repeat_last_n": 32, "frequency_penalty": 0.2,
             "presence_penalty": 0.3, "enable_thinking": false, "tool_calling": "force_emulated",
             "native_tool_calling": true}""");

    assertEquals(
        new LoadSettings(
            OptionalInt.of(2048),
            OptionalInt.of(256),
            OptionalInt.of(0),
            OptionalInt.of(3),
            true,
            true,
            new Template.Builtin("chatml"),
            "/d.gguf"),
        model.load());
    assertEquals(
        JsonText.parse(
            """
            {"temperature": 0.5, "top_k": 7, "top_p": 0.9, "min_p": 0.1, "seed": 42,
             "repeat_penalty": 1.1, "repeat_last_n": 32, "frequency_penalty": 0.2,
             "presence_penalty": 0.3}"""),
        model.answers().sampling());
    assertEquals(OptionalInt.of(99), model.answers().most());
    assertFalse(model.answers().thinks());
    assertEquals(AnswerSettings.Tools.EMULATED, model.answers().tools());
  }

  @Test
  void kindsOfSamplingAreMembersOfRequests() throws Exception {
    assertEquals("{\"temperature\":0,\"top_k\":1}", sampling("{\"type\": \"Greedy\"}"));
    assertEquals(
        "{\"mirostat\":2,\"mirostat_tau\":5.0,\"mirostat_eta\":0.1,\"seed\":3}",
        sampling("{\"type\": \"MirostatV2\", \"tau\": 5.0, \"eta\": 0.1, \"seed\": 3}"));
    assertEquals("{}", sampling("{\"type\": \"Psychic\"}"));
  }

  @Test
  void settingsOfTheWrongKindCountAsNotSet() throws Exception {
    ShelvedModel model =
        model(
            """
            {"context_size": "big", "n_batch": -1, "n_gpu_layers": null, "n_threads": 1.5,
             "use_mlock": "yes", "chat_template": 7, "sampling": [], "repeat_penalty": "1",
             "max_output_tokens": 0, "native_tool_calling": true}""");

    assertEquals(model("{}").load(), model.load());
    assertEquals("{}", JsonText.write(model.answers().sampling()));
    assertEquals(OptionalInt.empty(), model.answers().most());
    assertTrue(model.answers().thinks());
    assertEquals(AnswerSettings.Tools.NATIVE, model.answers().tools());
  }

  private String sampling(String kind) throws Exception {
    return JsonText.write(model("{\"sampling\": " + kind + "}").answers().sampling());
  }

  private ShelvedModel model(String settings) throws Exception {
    write(
        "{\"models\": [{\"id\": \"m\", \"filename\": \"m.gguf\", \"settings\": %s}]}"
            .formatted(settings));
    return new ModelShelf(data).find("m").orElseThrow();
  }

  private void write(String registry) throws Exception {
    Files.writeString(models.resolve("registry.json"), registry);
  }
}
