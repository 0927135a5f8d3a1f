package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson.Reading;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageJsonTest {
  private static final JsonObject VISIBLE =
      JsonObject.builder().put("userVisible", true).put("agentVisible", true).build();

  @Test
  void unknownMembersAndBlocksSurviveATolerantReading() {
    JsonObject json =
        message(
            block("text").put("text", "a").put("annotations", JsonObject.EMPTY).build(),
            block("hologram").put("x", 1).build(),
            block("text").put("text", 5).build());
    assertEquals(json, MessageJson.write(MessageJson.read(json, Reading.TOLERANT)));
  }

  @Test
  void aStrictReadingRefusesWhatItDoesNotKnow() {
    assertThrows(
        InvalidShape.class,
        () -> MessageJson.read(message(block("hologram").build()), Reading.STRICT));
  }

  @Test
  void aStrictReadingWantsBothFlags() {
    JsonObject json =
        message(block("text").put("text", "a").build())
            .with("metadata", JsonObject.builder().put("userVisible", true).build());
    var failure = assertThrows(InvalidShape.class, () -> MessageJson.read(json, Reading.STRICT));
    assertEquals("metadata: missing field `agentVisible`", failure.text());
  }

  @Test
  void everyKindOfBlockIsWrittenAsItWasRead() {
    JsonObject call =
        JsonObject.builder()
            .put("status", "success")
            .put(
                "value",
                JsonObject.builder()
                    .put("name", "shell")
                    .put("arguments", JsonObject.EMPTY)
                    .build())
            .build();
    JsonObject result =
        JsonObject.builder()
            .put("status", "success")
            .put(
                "value",
                JsonObject.builder()
                    .put("content", JsonArray.of(block("text").put("text", "x").build()))
                    .put("isError", false)
                    .build())
            .build();
    JsonObject json =
        message(
            block("image").put("data", "aGk=").put("mimeType", "image/png").build(),
            block("toolRequest").put("id", "1").put("toolCall", call).build(),
            block("toolResponse").put("id", "1").put("toolResult", result).build(),
            block("thinking").put("thinking", "hm").put("signature", "s").build(),
            block("redactedThinking").put("data", "zz").build(),
            block("systemNotification")
                .put("notificationType", "inlineMessage")
                .put("msg", "m")
                .build(),
            block("actionRequired")
                .put(
                    "data",
                    JsonObject.builder()
                        .put("actionType", "elicitation")
                        .put("id", "e")
                        .put("message", "?")
                        .put("requested_schema", JsonObject.EMPTY)
                        .build())
                .build());
    assertEquals(json, MessageJson.write(MessageJson.read(json, Reading.STRICT)));
  }

  @Test
  void anErrorTextIsKeptVerbatim() {
    JsonObject failed =
        block("toolResponse")
            .put("id", "1")
            .put(
                "toolResult",
                JsonObject.builder().put("status", "error").put("error", "-32603: x").build())
            .build();
    assertEquals(
        message(failed), MessageJson.write(MessageJson.read(message(failed), Reading.STRICT)));
  }

  @Test
  void blocksThatGooseGaveUpAreConvertedOrDropped() {
    var read =
        MessageJson.read(
            message(
                block("conversationCompacted").put("msg", "x").build(),
                block("reasoning").put("text", "hm").build(),
                block("reasoning").build()),
            Reading.STRICT);
    assertEquals(List.of(new Content.Thinking("hm", "")), read.content());
  }

  @Test
  void textsAreComposedAndFreedOfTagCharacters() {
    var read =
        MessageJson.read(
            message(block("text").put("text", "e\u0301\uDB40\uDC41!").build()), Reading.STRICT);
    assertEquals("é!", read.text());
  }

  @ParameterizedTest
  @EnumSource(names = {"IMPORTED", "TOLERANT"})
  void whatIsImportedOrStoredKeepsItsCharacters(Reading reading) {
    String text = "e\u0301\uDB40\uDC41!";
    var read = MessageJson.read(message(block("text").put("text", text).build()), reading);
    assertEquals(text, read.text());
  }

  /// The rule: a hidden message stays hidden, and one that says nothing about it is for everybody.
  @ParameterizedTest
  @EnumSource(names = {"IMPORTED", "TOLERANT"})
  void whatIsImportedOrStoredIsVisibleUnlessItSaysOtherwise(Reading reading) {
    JsonObject json = message(block("text").put("text", "a").build());
    JsonObject hidden = JsonObject.builder().put("agentVisible", false).build();

    assertEquals(MessageMetadata.VISIBLE, metadata(json.without(Set.of("metadata")), reading));
    assertEquals(MessageMetadata.VISIBLE, metadata(json.with("metadata", JsonNull.NULL), reading));
    assertEquals(
        MessageMetadata.VISIBLE, metadata(json.with("metadata", JsonObject.EMPTY), reading));
    assertEquals(MessageMetadata.USER_ONLY, metadata(json.with("metadata", hidden), reading));
  }

  @Test
  void aStrictReadingWantsTheMetadata() {
    JsonObject json = message(block("text").put("text", "a").build());

    for (JsonObject without :
        List.of(json.without(Set.of("metadata")), json.with("metadata", JsonNull.NULL))) {
      assertThrows(InvalidShape.class, () -> MessageJson.read(without, Reading.STRICT));
    }
  }

  private static MessageMetadata metadata(JsonObject json, Reading reading) {
    return MessageJson.read(json, reading).metadata();
  }

  private static JsonObject.Builder block(String type) {
    return JsonObject.builder().put("type", type);
  }

  private static JsonObject message(Json... content) {
    return JsonObject.builder()
        .put("id", JsonNull.NULL)
        .put("role", "user")
        .put("created", 7)
        .put("content", JsonArray.of(content))
        .put("metadata", VISIBLE)
        .build();
  }
}
