package dev.gander.adapters.llm.services.openrouter;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.wire.Carried;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The encrypted thoughts of a Gemini model before a call, in OpenRouter's form. They are stored
/// with the call and must go back on the message that made it. goosed stores them in the call's
/// `metadata`, which every chat service gets: they are read from there, but not written there.
final class ReasoningDetails {
  static final String MEMBER = "reasoning_details";
  private static final String METADATA = "metadata";
  private static final byte[] MARK = ('"' + MEMBER + '"').getBytes(StandardCharsets.UTF_8);

  private static final Carried CARRIED =
      new Carried(OpenRouterProviderFactory.NAME, MEMBER, ReasoningDetails::isEncrypted);

  private ReasoningDetails() {}

  /// Readable thoughts are for people.
  static boolean isEncrypted(JsonObject detail) {
    return detail.text("type").equals(Optional.of("reasoning.encrypted"));
  }

  /// The further members of a call that these thoughts precede.
  static JsonObject keep(JsonObject other, List<JsonObject> details) {
    return CARRIED.keep(other, details);
  }

  static JsonObject recall(JsonObject other) {
    List<Json> details = CARRIED.items(other);
    return details.isEmpty()
        ? other
        : other.with(
            METADATA,
            other.object(METADATA).orElse(JsonObject.EMPTY).with(MEMBER, new JsonArray(details)));
  }

  static boolean areWantedBy(String model) {
    return FamilyName.begins(model, "google/");
  }

  static RequestBody giveBack(RequestBody body) {
    return new RequestBody(
        body.members(), body.messages().stream().map(ReasoningDetails::giveBack).toList());
  }

  /// Few messages have any, and a conversation may be long.
  private static Payload giveBack(Payload item) {
    return contains(item.bytes(), MARK)
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
