package dev.gander.adapters.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {
  @Test
  void rolesAlternateAndPartsAreJoined() {
    assertEquals(
        JsonText.parse(
            """
            [{"role": "system", "content": "s"}, {"role": "user", "content": "a\\n\\nb\\nc"},
             {"role": "assistant", "content": ""}]"""),
        read("""
                {"role": "developer", "content": "s"}, {"role": "user", "content": "a"},
                {"role": "user", "content": [{"type": "text", "text": "b"},
                  {"type": "text", "text": "c"}]},
                {"role": "assistant", "content": null}""")
            .toJson());
  }

  @Test
  void callsAndResultsAreTexts() {
    assertEquals(
        JsonText.parse(
            """
            [{"role": "user", "content": "a"},
             {"role": "assistant", "content": "b\\n{\\"name\\":\\"ls\\",\\"arguments\\":\\"{}\\"}"},
             {"role": "user", "content": "Tool result:\\nc"}]"""),
        read("""
                {"role": "user", "content": "a"},
                {"role": "assistant", "content": "b", "tool_calls":
                  [{"id": "1", "function": {"name": "ls", "arguments": "{}"}}]},
                {"role": "tool", "tool_call_id": "1", "content": "c"}""")
            .toJson());
  }

  /// The library would end the process.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ; `messages` has no message of a user
          {"role": "critic", "content": "x"}; messages[0]: the role `critic` is not supported
          {"role": "user", "content": [{"type": "image_url"}]}; messages[0]: this engine reads nothing but text
          {"content": "x"}; messages[0]: missing field `role`
          7; messages[0]: invalid type: integer `7`, expected a map
          """)
  void whatTemplatesDoNotKnowIsRefused(String messages, String reason) {
    assertEquals(
        reason,
        assertThrows(InvalidShape.class, () -> read(messages == null ? "" : messages))
            .getMessage());
  }

  private static Conversation read(String messages) {
    return Conversation.of(JsonFields.of(JsonText.parse("{\"messages\": [" + messages + "]}")));
  }
}
