package dev.gander.adapters.engine;

import de.kherud.llama.ModelParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The options of the program: the variables of `llama-server`, as many as the library knows.
///
/// @param variables of the environment
record EngineArguments(Map<String, String> variables) {
  private static final String PREFIX = "LLAMA_ARG_";

  String model() {
    return text("MODEL").orElseThrow();
  }

  /// What the model is called in answers.
  String alias() {
    return text("ALIAS").orElse("local");
  }

  int port() {
    return number("PORT", 0);
  }

  /// For how many tokens the model is loaded.
  int context() {
    return number("CTX_SIZE", 4096);
  }

  /// What requests have to carry.
  String key() {
    return Objects.requireNonNullElse(variables.get("LLAMA_API_KEY"), "");
  }

  /// @throws IOException if the file of a template cannot be read
  ModelParameters parameters() throws IOException {
    int threads = number("THREADS", 1);
    // Without a shift a conversation that fills the context ends, instead of losing its beginning.
    ModelParameters parameters =
        new ModelParameters()
            .setModel(model())
            .setCtxSize(context())
            .setParallel(1)
            .setThreads(threads)
            .setThreadsBatch(threads)
            .disableContextShift();
    text("JINJA").filter("1"::equals).ifPresent(_ -> parameters.enableJinja());
    text("BATCH").ifPresent(size -> parameters.setBatchSize(Integer.parseInt(size)));
    text("N_GPU_LAYERS").ifPresent(layers -> parameters.setGpuLayers(Integer.parseInt(layers)));
    text("MODEL_DRAFT").ifPresent(parameters::setModelDraft);
    text("MLOCK").ifPresent(_ -> parameters.enableMlock());
    text("FLASH_ATTN").ifPresent(_ -> parameters.enableFlashAttn());
    text("CHAT_TEMPLATE").ifPresent(parameters::setChatTemplate);
    writtenTemplate().ifPresent(parameters::setChatTemplate);
    return parameters;
  }

  /// In Jinja; empty if the model's own is used, or one that has a name.
  ///
  /// @throws IOException if its file cannot be read
  Optional<String> writtenTemplate() throws IOException {
    Optional<String> file = text("CHAT_TEMPLATE_FILE");
    return file.isPresent() ? Optional.of(Files.readString(Path.of(file.get()))) : Optional.empty();
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(PREFIX + name)).filter(text -> !text.isEmpty());
  }

  private int number(String name, int otherwise) {
    return text(name).map(Integer::valueOf).orElse(otherwise);
  }
}
