package dev.gander.adapters.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.local.gguf.GgufBytes;
import dev.gander.adapters.local.shelf.ModelShelf;
import dev.gander.adapters.local.shelf.ShelvedModel;
import dev.gander.adapters.local.shelf.TestModels;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.testkit.localmodel.InMemoryLocalModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineOptionsTest {
  private static final TextEngine SEEING = new LlamaServer(Path.of("/usr/bin/x"), "1", Map.of());
  private static final TextEngine BLIND = new BundledEngine(List.of(), Optional.empty(), "");

  @TempDir Path folder;
  private ShelvedModel model;

  @BeforeEach
  void shelve() throws Exception {
    shelve("{}");
  }

  private void shelve(String settings) throws Exception {
    Path file = Files.write(folder.resolve("m.gguf"), GgufBytes.model("llama").bytes());
    Path images = folder.resolve("mmproj.gguf");
    var registry =
        new InMemoryLocalModelRegistry(
            new HashMap<>(Map.of(file, new byte[9], images, new byte[1000])));
    registry.change(
        _ ->
            List.of(
                TestModels.model("m", file, settings)
                    .with(new StoredFile("mmproj.gguf", images, "", 1000))));
    model = new ModelShelf(registry).find("m").orElseThrow();
  }

  private EngineSpec spec(TextEngine program) {
    return EngineSpec.of(model, new KnownHeaders(), program);
  }

  private Map<String, String> options(TextEngine program) throws Exception {
    return EngineOptions.of(spec(program), 0, "key", 4, folder);
  }

  @Test
  void engineThatReadsImagesGetsTheFileForThem() throws Exception {
    assertEquals(folder.resolve("mmproj.gguf").toString(), options(SEEING).get("LLAMA_ARG_MMPROJ"));
    assertFalse(options(BLIND).containsKey("LLAMA_ARG_MMPROJ"));
    assertEquals(1000, spec(SEEING).need().bytes() - spec(BLIND).need().bytes());
  }

  @Test
  void everyEngineWaitsPatientlyAndLeavesACore() throws Exception {
    for (TextEngine program : List.of(SEEING, BLIND)) {
      assertEquals("passive", options(program).get("OMP_WAIT_POLICY"));
      assertEquals("3", options(program).get("LLAMA_ARG_THREADS"));
      assertEquals("127.0.0.1", options(program).get("LLAMA_ARG_HOST"));
      assertEquals("key", options(program).get("LLAMA_API_KEY"));
    }
    assertEquals("1", EngineOptions.of(spec(BLIND), 0, "key", 1, folder).get("LLAMA_ARG_THREADS"));
  }

  /// As Jinja, a name is a text that says the same whatever the conversation.
  @Test
  void templateWithANameIsNotReadAsJinja() throws Exception {
    shelve("{\"chat_template\": {\"type\": \"builtin\", \"name\": \"llama3\"}}");
    assertEquals("llama3", options(BLIND).get("LLAMA_ARG_CHAT_TEMPLATE"));
    assertEquals("0", options(BLIND).get("LLAMA_ARG_JINJA"));

    shelve("{\"chat_template\": {\"type\": \"custom_inline\", \"template\": \"{{ 1 }}\"}}");
    assertEquals(
        "{{ 1 }}", Files.readString(Path.of(options(BLIND).get("LLAMA_ARG_CHAT_TEMPLATE_FILE"))));
    assertEquals("1", options(BLIND).get("LLAMA_ARG_JINJA"));
  }

  @Test
  void draftModelIsCheckedAndNeedsMemoryAsWell() throws Exception {
    long alone = spec(BLIND).need().bytes();
    Path draft = folder.resolve("draft.gguf");
    shelve("{\"draft_model\": \"%s\"}".formatted(draft));
    assertTrue(refusal().contains("The draft model of m is not downloaded: there is no " + draft));

    Files.writeString(draft, "<html>");
    assertTrue(refusal().startsWith("The file of the draft model of m is no model"), refusal());

    Files.write(draft, GgufBytes.model("llama").bytes());
    assertTrue(spec(BLIND).need().bytes() >= alone + Files.size(draft));
    assertEquals(draft.toString(), options(BLIND).get("LLAMA_ARG_MODEL_DRAFT"));

    shelve("{\"draft_model\": \"a\\u0000b\"}");
    assertTrue(refusal().contains("The draft model of m has no file"), refusal());
  }

  private String refusal() {
    return assertThrows(ProviderException.class, () -> spec(BLIND)).text();
  }
}
