package dev.gander.adapters.llm.clouds.sagemaker;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.service.StatusErrors;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads `[{"generated_text": …}]`. The service does not count tokens, so no counts are reported.
/// HTML tags are removed; other text in angle brackets, as in `List<String>`, stays.
final class TgiDecoder implements AnswerDecoder {
  private static final Pattern TAG =
      Pattern.compile(
          "</?(?:html|head|body|title|div|span|p|br|hr|a|b|i|u|s|em|strong|small|sub|sup|ul|ol|li"
              + "|dl|dt|dd|h[1-6]|pre|code|blockquote|table|thead|tbody|tr|th|td|img|script|style"
              + "|section|article|header|footer|nav|main|button|form|input|label)"
              + "(?:\\s[^<>]*)?/?>|<!--.*?-->|<!doctype[^<>]*>",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final ClientEnvironment environment;

  TgiDecoder(ClientEnvironment environment) {
    this.environment = environment;
  }

  /// @throws ProviderException if it contains no text, with the endpoint's reason if there is one
  @Override
  public void accept(Json answer, Consumer<Delta> out) {
    JsonObject first = first(answer);
    String text = first.text("generated_text").orElseThrow(() -> noText(first));
    String plain = TAG.matcher(text).replaceAll("").strip();
    if (!plain.isEmpty()) {
      out.accept(
          Delta.of(
              Message.assistant(
                  environment.uuids().get(), environment.now(), new Content.Text(plain))));
    }
  }

  @Override
  public void end(Consumer<Delta> out) {
    // There is only one chunk.
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    // Nothing is held back.
  }

  private static JsonObject first(Json answer) {
    Json first =
        answer instanceof JsonArray(List<Json> items) && !items.isEmpty()
            ? items.getFirst()
            : answer;
    return first instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private static ProviderException noText(JsonObject answer) {
    return answer.has("error") || answer.has("message")
        ? StatusErrors.inStream(answer)
        : new ProviderException.RequestFailed(
            "The answer of the SageMaker endpoint has no `generated_text`", null);
  }
}
