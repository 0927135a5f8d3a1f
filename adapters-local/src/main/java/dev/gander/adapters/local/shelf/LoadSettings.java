package dev.gander.adapters.local.shelf;

import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import java.util.OptionalInt;

/// How a model is loaded. A member of the wrong type counts as not set; so does a number that is
/// not positive, but for the layers on a graphics card.
///
/// @param context in tokens; empty for the usual one
/// @param draft the file of a smaller model that guesses ahead; empty for none
public record LoadSettings(
    OptionalInt context,
    OptionalInt batch,
    OptionalInt gpuLayers,
    OptionalInt threads,
    boolean lockedInMemory,
    boolean flashAttention,
    Template template,
    String draft) {
  private static final int MOST = 1 << 24;

  /// The chat template of a model.
  public sealed interface Template {
    /// The one in the model's file.
    record Embedded() implements Template {}

    /// One that the engine knows by name.
    record Builtin(String name) implements Template {}

    /// One that the user has written.
    record Written(String text) implements Template {}
  }

  static LoadSettings of(JsonObject settings) {
    return new LoadSettings(
        number(settings, "context_size", 1),
        number(settings, "n_batch", 1),
        number(settings, "n_gpu_layers", 0),
        number(settings, "n_threads", 1),
        settings.get("use_mlock") == JsonBool.TRUE,
        settings.get("flash_attention") == JsonBool.TRUE,
        settings
            .object("chat_template")
            .map(LoadSettings::template)
            .orElseGet(Template.Embedded::new),
        settings.text("draft_model").orElse("").strip());
  }

  private static OptionalInt number(JsonObject settings, String name, int least) {
    return Numbers.whole(settings, name, least, MOST);
  }

  private static Template template(JsonObject written) {
    return switch (written.text("type").orElse("")) {
      case "builtin" -> new Template.Builtin(written.text("name").orElse(""));
      case "custom_inline" -> new Template.Written(written.text("template").orElse(""));
      default -> new Template.Embedded();
    };
  }
}
