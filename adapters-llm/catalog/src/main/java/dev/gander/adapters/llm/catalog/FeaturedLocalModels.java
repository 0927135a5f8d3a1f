package dev.gander.adapters.llm.catalog;

import dev.gander.domain.localmodel.FeaturedModel;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSpec;
import dev.gander.domain.localmodel.ToolCalling;
import dev.gander.domain.localmodel.Vision;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models that goose offers to users who have none on their machine, in its order.
public final class FeaturedLocalModels {
  private static final String PROJECTOR = "mmproj-BF16.gguf";

  private FeaturedLocalModels() {}

  public static List<FeaturedModel> all() {
    return Stream.concat(
            Stream.of(
                    "bartowski/Llama-3.2-1B-Instruct-GGUF",
                    "bartowski/Llama-3.2-3B-Instruct-GGUF",
                    "bartowski/Hermes-2-Pro-Mistral-7B-GGUF",
                    "bartowski/Mistral-Small-24B-Instruct-2501-GGUF")
                .map(repository -> model(repository, null, ModelSettings.USUAL)),
            Stream.of("unsloth/gemma-4-E4B-it-GGUF", "unsloth/gemma-4-26B-A4B-it-GGUF")
                .map(repository -> model(repository, PROJECTOR, seeing())))
        .toList();
  }

  private static FeaturedModel model(
      String repository, @Nullable String projector, ModelSettings settings) {
    return new FeaturedModel(ModelSpec.parse(repository + ":Q4_K_M"), projector, settings);
  }

  /// Their templates know tools better than their descriptions tell.
  private static ModelSettings seeing() {
    return ModelSettings.USUAL
        .with(new Vision(true, Vision.NONE.imageTokens(), 0))
        .with(ToolCalling.FORCE_NATIVE);
  }
}
