package dev.gander.adapters.local.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import dev.gander.domain.localmodel.TemplateChoice;
import dev.gander.domain.localmodel.ToolCalling;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.localmodel.InMemoryLocalModelRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ModelShelfTest {
  private static final Path HERE = Path.of("/data/models/here.gguf");

  private final Map<Path, byte[]> files = new HashMap<>(Map.of(HERE, new byte[5]));
  private final InMemoryLocalModelRegistry registry = new InMemoryLocalModelRegistry(files);
  private final ModelShelf shelf = new ModelShelf(registry);

  private void store(StoredModel... models) {
    registry.change(_ -> List.of(models));
  }

  @Test
  void withoutARegistryThereAreNoModels() {
    assertEquals(List.of(), shelf.ids());
    assertEquals(Optional.empty(), shelf.find("a/b:Q4_0"));
  }

  @Test
  void modelsAreThoseWhoseFilesAreHere() {
    StoredModel here = TestModels.model("z/here:Q4_0", HERE, "{}");
    StoredFile gone = new StoredFile("gone.gguf", Path.of("/nowhere/gone.gguf"), "", 0);
    store(
        here,
        new StoredModel(
            "a/half:Q4_0", "a/half", "Q4_0", 0, here.file(), List.of(gone), null, here.settings()),
        TestModels.model("a/beside:Q4_0", HERE, "{\"context_size\": 512}"),
        TestModels.model("a/gone:Q4_0", gone.path(), "{}"));

    assertEquals(List.of("a/beside:Q4_0", "z/here:Q4_0"), shelf.ids());
    assertEquals(HERE, shelf.find("a/beside:Q4_0").orElseThrow().file());
    assertEquals(OptionalInt.of(512), shelf.find("a/beside:Q4_0").orElseThrow().load().context());
    assertTrue(shelf.find("a/gone:Q4_0").isPresent());
  }

  @Test
  void aRegistryThatCannotBeReadFailsTheRequest() {
    registry.fail(new StorageException("registry.json is broken", new IOException()));

    ProviderException failure =
        assertThrows(ProviderException.ExecutionError.class, () -> shelf.find("a/b:Q4_0"));

    assertEquals("registry.json is broken", failure.text());
  }

  @Test
  void settingsCountWhenItIsLoadedOrInEachAnswer() {
    ShelvedModel model =
        model(
            """
            {"context_size": 2048, "n_batch": 256, "n_gpu_layers": 0, "n_threads": 3,
             "use_mlock": true, "flash_attention": true, "max_output_tokens": 99,
             "chat_template": {"type": "builtin", "name": "chatml"}, "draft_model": "/d.gguf",
             "sampling": {"type": "Temperature", "temperature": 0.5, "top_k": 7, "top_p": 0.9,
               "min_p": 0.1, "seed": 42},
             "repeat_penalty": 1.1, "repeat_last_n": 32, "frequency_penalty": 0.2,
             "presence_penalty": 0.3, "enable_thinking": false, "tool_calling": "force_emulated"}""");

    assertEquals(
        new LoadSettings(
            OptionalInt.of(2048),
            OptionalInt.of(256),
            OptionalInt.of(0),
            OptionalInt.of(3),
            true,
            true,
            new TemplateChoice.Builtin("chatml"),
            "/d.gguf",
            Optional.empty()),
        model.load());
    assertEquals(
        JsonText.parse(
            """
            {"seed": 42, "temperature": 0.5, "top_k": 7, "top_p": 0.9, "min_p": 0.1,
             "repeat_penalty": 1.1, "repeat_last_n": 32, "frequency_penalty": 0.2,
             "presence_penalty": 0.3}"""),
        model.answers().sampling());
    assertEquals(OptionalInt.of(99), model.answers().most());
    assertFalse(model.answers().thinks());
    assertEquals(ToolCalling.FORCE_EMULATED, model.answers().tools());
  }

  @Test
  void kindsOfSamplingAreMembersOfRequests() {
    String penalties =
        ",\"repeat_penalty\":1.0,\"repeat_last_n\":64,\"frequency_penalty\":0.0,\"presence_penalty\":0.0}";
    assertEquals("{\"temperature\":0,\"top_k\":1" + penalties, sampling("{\"type\": \"Greedy\"}"));
    assertEquals(
        "{\"seed\":3,\"mirostat\":2,\"mirostat_tau\":5.0,\"mirostat_eta\":0.1" + penalties,
        sampling("{\"type\": \"MirostatV2\", \"tau\": 5.0, \"eta\": 0.1, \"seed\": 3}"));
  }

  @Test
  void numbersThatMakeNoSenseCountAsNotSet() {
    ShelvedModel model =
        model(
            """
            {"context_size": 0, "n_batch": 4294967295, "n_threads": -1, "max_output_tokens": 0}""");

    assertEquals(model("{}").load(), model.load());
    assertEquals(OptionalInt.empty(), model.answers().most());
  }

  @Test
  void aDraftIsAnotherModelOfTheRegistry() {
    store(
        TestModels.model("a/b:Q4_0", HERE, "{\"draft_model\": \"a/small:Q4_0\"}"),
        TestModels.model("a/small:Q4_0", Path.of("/data/models/small.gguf"), "{}"));

    assertEquals("/data/models/small.gguf", shelf.find("a/b:Q4_0").orElseThrow().load().draft());
  }

  @Test
  void theFileForImagesIsLoadedOnceItIsHere() {
    Path images = Path.of("/data/models/mmproj.gguf");
    StoredModel blind = TestModels.model("m", HERE, "{}");
    StoredModel seeing = blind.with(new StoredFile("mmproj.gguf", images, "", 7));
    store(seeing);
    assertEquals(Optional.empty(), shelf.find("m").orElseThrow().load().images());

    files.put(images, new byte[7]);
    LoadSettings load = shelf.find("m").orElseThrow().load();
    assertEquals(Optional.of(new ImageFile(images, 7)), load.images());
    assertEquals(model("{}").load(), load.withoutImages());

    store(seeing.with(blind.settings()));
    assertEquals(Optional.empty(), shelf.find("m").orElseThrow().load().images());
  }

  private String sampling(String kind) {
    return JsonText.write(model("{\"sampling\": " + kind + "}").answers().sampling());
  }

  private ShelvedModel model(String settings) {
    store(TestModels.model("m", HERE, settings));
    return shelf.find("m").orElseThrow();
  }
}
