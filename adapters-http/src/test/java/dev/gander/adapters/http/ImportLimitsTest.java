package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where JSON is odd, an import does as goose does (1.52 was asked), so that goose can read what is
/// stored.
class ImportLimitsTest {
  private static final String EXPORT =
      """
      {"id":"x","working_dir":"/w","name":"n","created_at":"2026-01-01T00:00:00Z",
      "updated_at":"2026-01-01T00:00:00Z","extension_data":{},"message_count":0,
      "conversation":[{"role":"user","created":5,"content":[{"type":"toolRequest","id":"c",
      "toolCall":{"status":"success","value":{"name":"n","arguments":{"a":1}}}}]}]}""";

  private final Importing importing = new Importing();

  @AfterEach
  void stop() {
    importing.close();
  }

  @ParameterizedTest
  @CsvSource({"119, 200", "120, 400"})
  void anExportIsAtMost127LevelsDeep(int levels, int status) {
    assertEquals(status, imported("\"a\":1", "\"a\":" + "[".repeat(levels) + "]".repeat(levels)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e99999999999", "\"\\ud800\"", "\"\\udc00\\ud800\""})
  void whatGooseCannotReadIsRefused(String value) {
    assertEquals(400, imported("\"a\":1", "\"a\":" + value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012345678901234567890",
        "1.0",
        "1E-400",
        "\"a\\u0000b\"",
        "\"\uD83E\uDEBF\"",
        "\"\uFFFF\"",
        "{\"a\":[]}"
      })
  void whatGooseCanReadIsKeptAsItIs(String value) {
    JsonObject session = importing.session(EXPORT.replace("\"a\":1", "\"a\":" + value));

    String said = Importing.said(session);
    assertTrue(said.contains("\"arguments\":{\"a\":" + value + "}"), said);
  }

  @Test
  void ofAMemberThatComesTwiceTheLastOneCounts() {
    JsonObject session =
        importing.session(
            EXPORT
                .replace(
                    "\"name\":\"n\",\"created_at\"", "\"name\":\"n\",\"name\":\"m\",\"created_at\"")
                .replace("\"role\":\"user\"", "\"role\":\"user\",\"role\":\"assistant\"")
                .replace("\"a\":1", "\"a\":1,\"a\":2"));

    assertEquals("m", Importing.text(session, "name"));
    assertTrue(Importing.said(session).startsWith("assistant "));
    assertTrue(Importing.said(session).contains("{\"a\":2}"));
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647, 200",
    "-5, 200",
    "null, 200",
    "2147483648, 400",
    "-2147483649, 400",
    "1.0, 400"
  })
  void tokensAreCountedIn32Bits(String count, int status) {
    String more = ",\"total_tokens\":" + count;
    assertEquals(status, imported(",\"message_count\"", more + ",\"message_count\""));
    more = ",\"usage\":{\"input_tokens\":" + count + "}";
    assertEquals(status, imported(",\"message_count\"", more + ",\"message_count\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"hologram\",\"x\":[1]}",
        "{\"type\":\"systemNotification\",\"notificationType\":\"fireworks\",\"msg\":\"m\"}",
        "{\"type\":\"actionRequired\",\"data\":{\"actionType\":\"dance\",\"id\":\"i\"}}"
      })
  void blocksOfNewerVersionsAreKeptAsTheyAre(String block) {
    JsonObject session = importing.session(EXPORT.replaceAll("\\{\"type\".*\n.*}}}}", block));

    assertEquals("user [" + block + "]", Importing.said(session));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"text\"}",
        "{\"type\":null,\"text\":\"a\"}",
        "{\"text\":\"a\"}",
        "\"a\"",
        "{\"type\":\"image\",\"data\":5,\"mimeType\":\"image/png\"}",
        "{\"type\":\"toolRequest\",\"id\":\"c\",\"toolCall\":{\"status\":\"later\"}}",
        "{\"type\":\"actionRequired\",\"data\":{\"actionType\":\"elicitation\"}}"
      })
  void aDamagedBlockSpoilsTheImport(String block) {
    String text = EXPORT.replaceAll("\\{\"type\".*\n.*}}}}", block);

    assertEquals(400, importing.post(text).statusCode());
    assertEquals("{\"sessions\":[]}", importing.api.server.get("/sessions").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\uFEFF", "\n{\"sessionId\":\"cc\"}", "\n\u0000", ",", "x"})
  void nothingMayFollowAnExport(String more) {
    assertEquals(400, importing.post(EXPORT + more).statusCode());
  }

  @Test
  void anExportMayBeginWithAByteOrderMarkAndHaveAnyLineEnds() {
    importing.session("\uFEFF\n" + EXPORT.replace("\n", "\r\n").replace(",", " ,\r") + "\r\n\n");
  }

  @Test
  void theCountOfMessagesIsNeededButNotCompared() {
    importing.session(EXPORT.replace("\"message_count\":0", "\"message_count\":9999999999"));
    assertEquals(400, imported(",\"message_count\":0", ""));
    assertEquals(400, imported("\"message_count\":0", "\"message_count\":-1"));
  }

  private int imported(String part, String other) {
    return importing.post(EXPORT.replace(part, other)).statusCode();
  }
}
