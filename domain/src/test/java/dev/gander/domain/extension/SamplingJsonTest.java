package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingJsonTest {
  private static final JsonObject TEXT = block("text").put("text", "say").build();
  private static final JsonObject IMAGE =
      block("image").put("data", "aGk=").put("mimeType", "image/png").build();
  private static final JsonObject AUDIO = block("audio").put("data", "aGk=").build();

  @Test
  void aRequestHasTextsAndImages() {
    JsonObject request =
        JsonObject.builder()
            .put("systemPrompt", "Be a duck.")
            .put("maxTokens", 5)
            .put(
                "messages",
                JsonArray.of(
                    message("user", TEXT), message("assistant", JsonArray.of(TEXT, AUDIO, IMAGE))))
            .build();

    assertEquals(
        new SamplingRequest(
            "Be a duck.",
            List.of(
                said(Role.USER, new Content.Text("say")),
                said(
                    Role.ASSISTANT,
                    new Content.Text("say"),
                    new Content.Image("aGk=", "image/png", JsonObject.EMPTY)))),
        read(request));
    assertEquals(
        new SamplingRequest(null, List.of()), read(JsonObject.of("messages", JsonArray.EMPTY)));
  }

  @Test
  void anythingElseIsRefused() {
    for (JsonObject message :
        List.of(
            JsonObject.EMPTY,
            message("system", TEXT),
            message("user", Json.of("say")),
            message("user", block("text").build()),
            message("user", block("image").put("data", "aGk=").build()))) {
      JsonObject request = JsonObject.of("messages", JsonArray.of(message));
      assertThrows(InvalidShape.class, () -> read(request), message::toString);
    }
    assertThrows(InvalidShape.class, () -> read(JsonObject.EMPTY));
  }

  @Test
  void anAnswerIsWrittenAsMcpWantsIt() {
    assertEquals(
        JsonObject.builder()
            .put("model", "m")
            .put("stopReason", "endTurn")
            .put("role", "assistant")
            .put("content", TEXT)
            .build(),
        SamplingJson.writeAnswer(new SamplingAnswer("m", "say")));
  }

  private static SamplingRequest read(JsonObject request) {
    return SamplingJson.readRequest(JsonFields.of(request));
  }

  private static JsonObject.Builder block(String type) {
    return JsonObject.builder().put("type", type);
  }

  private static JsonObject message(String role, Json content) {
    return JsonObject.builder().put("role", role).put("content", content).build();
  }

  private static Message said(Role role, Content... content) {
    return new Message(null, role, 0, List.of(content), MessageMetadata.VISIBLE);
  }
}
