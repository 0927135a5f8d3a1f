package dev.gander.domain.provider.declared;

import dev.gander.domain.json.JsonFields;
import org.jspecify.annotations.Nullable;

/// The protocol of a declared service: the dialect of an [Engine], and deviations from it. Null
/// means absent from the file.
public record ServiceDialect(
    Engine engine, @Nullable Boolean supportsStreaming, @Nullable Boolean preservesThinking) {

  /// Whether answers are streamed, which is the default.
  public boolean streams() {
    return !Boolean.FALSE.equals(supportsStreaming);
  }

  /// Whether earlier thinking is sent back to the model.
  ///
  /// @param usual the default if the declaration leaves it open
  public boolean keepsThinking(boolean usual) {
    return preservesThinking == null ? usual : preservesThinking;
  }

  ServiceDialect withStreaming(boolean streaming) {
    return new ServiceDialect(engine, streaming, preservesThinking);
  }

  ServiceDialect withThinking(boolean kept) {
    return new ServiceDialect(engine, supportsStreaming, kept);
  }

  static ServiceDialect read(JsonFields fields) {
    return new ServiceDialect(
        fields.required("engine", Engine::read),
        fields.optional("supports_streaming", JsonFields::asBool),
        fields.optional("preserves_thinking", JsonFields::asBool));
  }
}
