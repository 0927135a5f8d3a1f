package dev.gander.adapters.local.shelf;

import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;

/// How a model answers.
///
/// @param sampling members of a request in the form of `llama-server`
/// @param most how many tokens an answer may have
/// @param thinks false if the user has turned thinking off
public record AnswerSettings(JsonObject sampling, OptionalInt most, boolean thinks, Tools tools) {
  /// How the model is told about tools, and calls them.
  public enum Tools {
    /// By its template if that knows tools.
    AUTO,
    /// By its template, whatever that knows.
    NATIVE,
    /// In words.
    EMULATED
  }

  private static final List<String> PENALTIES =
      List.of("repeat_penalty", "repeat_last_n", "frequency_penalty", "presence_penalty");
  private static final List<String> TEMPERATURE = List.of("temperature", "top_k", "top_p", "min_p");
  private static final List<String> MIROSTAT = List.of("tau", "eta");
  private static final List<String> SEED = List.of("seed");

  static AnswerSettings of(JsonObject settings) {
    JsonObject.Builder members = JsonObject.builder();
    settings.object("sampling").ifPresent(sampling -> sample(sampling, members));
    copy(settings, PENALTIES, "", members);
    return new AnswerSettings(
        members.build(),
        Numbers.whole(settings, "max_output_tokens", 1, Integer.MAX_VALUE),
        settings.get("enable_thinking") != JsonBool.FALSE,
        tools(settings));
  }

  private static void sample(JsonObject sampling, JsonObject.Builder members) {
    switch (sampling.text("type").orElse("")) {
      case "Greedy" -> members.put("temperature", 0).put("top_k", 1);
      case "Temperature" -> copy(sampling, TEMPERATURE, "", members);
      case "MirostatV2" -> copy(sampling, MIROSTAT, "mirostat_", members.put("mirostat", 2));
      default -> {
        // A kind of a newer version: the engine's own choice is better than half of it.
      }
    }
    copy(sampling, SEED, "", members);
  }

  private static void copy(
      JsonObject from, List<String> names, String prefix, JsonObject.Builder members) {
    for (String name : names) {
      if (from.get(name) instanceof JsonNumber number) {
        members.put(prefix + name, number);
      }
    }
  }

  /// 1.26 and 1.36 had a switch only.
  private static Tools tools(JsonObject settings) {
    return switch (settings.text("tool_calling").orElse("")) {
      case "force_native" -> Tools.NATIVE;
      case "force_emulated" -> Tools.EMULATED;
      default ->
          settings.get("native_tool_calling") == JsonBool.TRUE && !settings.has("tool_calling")
              ? Tools.NATIVE
              : Tools.AUTO;
    };
  }
}
