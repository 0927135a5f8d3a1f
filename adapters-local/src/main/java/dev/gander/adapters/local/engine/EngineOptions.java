package dev.gander.adapters.local.engine;

import dev.gander.domain.localmodel.TemplateChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The environment of an engine: its options, and what makes it a quiet neighbour.
final class EngineOptions {
  private static final String SWITCH_ON = "1";
  private static final String SWITCH_OFF = "0";

  private EngineOptions() {}

  /// @param port 0 for any
  /// @param cores of the machine; one is left to everything else
  /// @param folder of the engine
  /// @throws IOException if a template cannot be written there
  static Map<String, String> of(EngineSpec spec, int port, String key, int cores, Path folder)
      throws IOException {
    Map<String, String> options = new HashMap<>();
    // Threads that wait for each other by spinning make a busy machine slower by far.
    options.put("OMP_WAIT_POLICY", "passive");
    options.put("MALLOC_ARENA_MAX", "2");
    options.put("LC_ALL", "C.UTF-8");
    options.put("TMPDIR", folder.toString());
    options.put("LLAMA_API_KEY", key);
    options.put("LLAMA_ARG_HOST", "127.0.0.1");
    options.put("LLAMA_ARG_PORT", Integer.toString(port));
    options.put("LLAMA_ARG_MODEL", spec.file().toAbsolutePath().toString());
    options.put("LLAMA_ARG_ALIAS", spec.model());
    options.put("LLAMA_ARG_CTX_SIZE", Integer.toString(spec.context()));
    // One conversation at a time: each further slot would cost its own context.
    options.put("LLAMA_ARG_N_PARALLEL", "1");
    options.put("LLAMA_ARG_JINJA", SWITCH_ON);
    options.put("LLAMA_ARG_NO_WEBUI", SWITCH_ON);
    int threads = spec.load().threads().orElse(Math.max(1, cores - 1));
    options.put("LLAMA_ARG_THREADS", Integer.toString(threads));
    put(options, "LLAMA_ARG_BATCH", spec.load().batch());
    put(options, "LLAMA_ARG_N_GPU_LAYERS", spec.load().gpuLayers());
    put(options, "LLAMA_ARG_MLOCK", spec.load().lockedInMemory());
    put(options, "LLAMA_ARG_FLASH_ATTN", spec.load().flashAttention());
    if (!spec.load().draft().isEmpty()) {
      Path draft = Path.of(spec.load().draft());
      options.put("LLAMA_ARG_MODEL_DRAFT", draft.toAbsolutePath().toString());
    }
    spec.load()
        .images()
        .ifPresent(
            file -> options.put("LLAMA_ARG_MMPROJ", file.path().toAbsolutePath().toString()));
    putTemplate(options, spec.load().template(), folder);
    return options;
  }

  private static void put(Map<String, String> options, String name, OptionalInt value) {
    value.ifPresent(number -> options.put(name, Integer.toString(number)));
  }

  private static void put(Map<String, String> options, String name, boolean isOn) {
    if (isOn) {
      options.put(name, SWITCH_ON);
    }
  }

  private static void putTemplate(Map<String, String> options, TemplateChoice template, Path folder)
      throws IOException {
    switch (template) {
      case TemplateChoice.Embedded _ -> {}
      case TemplateChoice.Builtin(String name) -> {
        // Read as Jinja, the name would be all that the model is ever told.
        options.put("LLAMA_ARG_JINJA", SWITCH_OFF);
        options.put("LLAMA_ARG_CHAT_TEMPLATE", name);
      }
      case TemplateChoice.Inline(String text) -> {
        Path file = Files.writeString(folder.resolve("template.jinja"), text);
        options.put("LLAMA_ARG_CHAT_TEMPLATE_FILE", file.toString());
      }
    }
  }
}
