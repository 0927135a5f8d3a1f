package dev.gander.provider.kit.openai;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderRequest;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// How a service's chat completions differ from OpenAI's.
///
/// `preservesThinking`: earlier thoughts are sent back as `reasoning_content`. `knowsDevelopers`:
/// the system prompt of a reasoning model has the role `developer`. `streams`: answers are
/// streamed. `recall` adds to a call's `metadata` what the service needs back from its `_meta`.
/// `finish` changes the finished request body.
public record ChatDialect(
    boolean preservesThinking,
    boolean knowsDevelopers,
    boolean streams,
    UnaryOperator<JsonObject> recall,
    BiFunction<JsonObject, ProviderRequest, JsonObject> finish) {
  public ChatDialect(
      boolean preservesThinking,
      boolean knowsDevelopers,
      boolean streams,
      BiFunction<JsonObject, ProviderRequest, JsonObject> finish) {
    this(preservesThinking, knowsDevelopers, streams, other -> other, finish);
  }

  public ChatDialect(
      boolean preservesThinking, BiFunction<JsonObject, ProviderRequest, JsonObject> finish) {
    this(preservesThinking, true, true, finish);
  }

  public static ChatDialect plain(boolean preservesThinking) {
    return new ChatDialect(preservesThinking, (body, _) -> body);
  }
}
