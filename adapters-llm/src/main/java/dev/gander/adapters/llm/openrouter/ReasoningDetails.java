package dev.gander.adapters.llm.openrouter;

import dev.gander.adapters.llm.wire.RequestBody;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a Gemini model thought before a call, in OpenRouter's form. It is kept with the call and
/// has to go back on the message that made it.
final class ReasoningDetails {
  static final String MEMBER = "reasoning_details";
  private static final byte[] MARK = ('"' + MEMBER + '"').getBytes(StandardCharsets.UTF_8);

  private ReasoningDetails() {}

  static boolean areWantedBy(String model) {
    return model.startsWith("google/");
  }

  static RequestBody giveBack(RequestBody body) {
    return new RequestBody(
        body.members(), body.messages().stream().map(ReasoningDetails::giveBack).toList());
  }

  /// Few messages have any, and a conversation may be long.
  private static byte[] giveBack(byte[] item) {
    return contains(item, MARK)
        ? RequestBody.write(
            RequestBody.read(item).stream().map(ReasoningDetails::onMessage).toList())
        : item;
  }

  private static Json onMessage(Json json) {
    if (!(json instanceof JsonObject message)) {
      return json;
    }
    List<Json> calls = message.array("tool_calls").orElse(JsonArray.EMPTY).items();
    List<Json> details =
        calls.stream()
            .filter(JsonObject.class::isInstance)
            .flatMap(call -> ((JsonObject) call).array(MEMBER).stream())
            .flatMap(kept -> kept.items().stream())
            .toList();
    return details.isEmpty() ? message : message.with(MEMBER, new JsonArray(details));
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int i = 0; i + part.length <= text.length; i++) {
      int same = 0;
      while (same < part.length && text[i + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return true;
      }
    }
    return false;
  }
}
