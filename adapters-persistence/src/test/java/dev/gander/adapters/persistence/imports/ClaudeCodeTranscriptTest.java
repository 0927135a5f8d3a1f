package dev.gander.adapters.persistence.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.store.ImportFormatContract;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transcripts of Claude Code, with what their files hold in practice.
class ClaudeCodeTranscriptTest implements ImportFormatContract {
  @Override
  public ImportFormat format() {
    return TranscriptFormat.CLAUDE_CODE;
  }

  @Override
  public JsonReader reader() {
    return new JsonTexts();
  }

  @Override
  public String transcript() {
    return "{\"type\":\"user\",\"sessionId\":\"cc\",\"message\":{\"content\":\"Hello\"}}";
  }

  @Override
  public String silence() {
    return "{\"type\":\"summary\",\"sessionId\":\"cc\"}";
  }

  private final Importing importing = new Importing();

  @Test
  void aTranscriptBecomesASessionWithAllThatWasSaid() {
    JsonObject session =
        importing.session(
            "{\"type\":\"summary\",\"summary\":\"Of another session\",\"leafUuid\":\"l\"}",
            "{\"type\":\"file-history-snapshot\",\"messageId\":\"m\",\"snapshot\":{}}",
            entry("user", 0, "\"Mend the test\""),
            answer(1, "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"sig\"}"),
            answer(2, "{\"type\":\"text\",\"text\":\"I look.\"}"),
            answer(3, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"Read\",\"input\":{\"a\":1}}"),
            entry(
                "user",
                4,
                """
                [{"type":"tool_result","tool_use_id":"t","is_error":true,"content":[
                {"type":"text","text":"x"},{"type":"image","source":{"type":"base64",
                "media_type":"image/png","data":"QQ=="}}]}]"""),
            "{\"type\":\"ai-title\",\"aiTitle\":\"Mending\",\"sessionId\":\"cc\"}");

    assertEquals("Mending", Importing.text(session, "name"));
    assertEquals("/home/user", Importing.text(session, "working_dir"));
    assertEquals("user", Importing.text(session, "session_type"));
    assertEquals("auto", Importing.text(session, "goose_mode"));
    assertEquals("18 3 21 5 3", Importing.usage(session));
    assertEquals(
        """
        user [{"type":"text","text":"Mend the test"}]
        assistant [{"type":"thinking","thinking":"hm","signature":"sig"}]
        assistant [{"type":"text","text":"I look."}]
        assistant [{"type":"toolRequest","id":"t","toolCall":{"status":"success",\
        "value":{"name":"Read","arguments":{"a":1}}}}]
        user [{"type":"toolResponse","id":"t","toolResult":{"status":"success",\
        "value":{"content":[{"type":"text","text":"x"},\
        {"type":"image","data":"QQ==","mimeType":"image/png"}],"isError":true}}}]""",
        Importing.said(session));
    assertEquals(
        "1772438400 1772438401 1772438402 1772438403 1772438404",
        Importing.each(session, "created"));
  }

  @Test
  void blocksThatGooseDoesNotKnowBecomeSomeThatItKnows() {
    JsonObject session =
        importing.session(
            answer(
                1,
                """
                {"type":"redacted_thinking","data":"d"},
                {"type":"server_tool_use","id":"s","name":"web_search","input":"q"},
                {"type":"web_search_tool_result","tool_use_id":"s","content":[{"type":"hit"}]},
                {"type":"tool_use","input":null},{"type":"tool_use","id":"u","name":"n"},
                {"type":"hologram","text":"seen"},{"type":"document"},{"type":"text","text":" "},
                5,{"type":"image","source":{"type":"url","url":"http://x"}},{}"""));

    assertEquals(
        """
        assistant [{"type":"redactedThinking","data":"d"},\
        {"type":"toolRequest","id":"s","toolCall":{"status":"success",\
        "value":{"name":"web_search","arguments":{"value":"q"}}}},\
        {"type":"toolResponse","id":"s","toolResult":{"status":"success",\
        "value":{"content":[{"type":"text","text":"[hit]"}],"isError":false}}},\
        {"type":"toolRequest","id":"","toolCall":{"status":"success",\
        "value":{"name":"unknown_tool","arguments":{}}}},\
        {"type":"toolRequest","id":"u","toolCall":{"status":"success",\
        "value":{"name":"n","arguments":{}}}},\
        {"type":"text","text":"seen"},{"type":"text","text":"[document]"},\
        {"type":"text","text":"[image]"},{"type":"text","text":"[unknown]"}]""",
        Importing.said(session));
    assertEquals("Imported Claude Code session cc", Importing.text(session, "name"));
  }

  @Test
  void damagedLinesAreLeftOutAndRepeatedOnesCountOnce() {
    JsonObject session =
        importing.session(
            "\uFEFF\r\n\r\n"
                + entry("user", 1, "\"one\"")
                + "\r\n"
                + entry("user", 1, "\"one\"")
                + "\nnull\r[1]\n{\"type\":\"user\",\"message\":\n\u0000\n"
                + "{\"type\":\"user\",\"message\":\"none\"}\n{\"type\":7}\n"
                + entry("assistant", 2, "\"two \\ud83d, \\\\ud83d, \\ud83d\\ude00\"")
                + "\n{\"type\":\"assistant\",\"uuid\":\"e9");

    assertEquals(
        """
        user [{"type":"text","text":"one"}]
        assistant [{"type":"text","text":"two \uFFFD, \\\\ud83d, \uD83D\uDE00"}]""",
        Importing.said(session));
  }

  @Test
  void aTranscriptOfOneLineIsMendedToo() {
    assertEquals(
        "user [{\"type\":\"text\",\"text\":\"cut \uFFFD\"}]",
        Importing.said(importing.session(entry("user", 1, "\"cut \\ud83e\""))));
  }

  @Test
  void theOrderOfTheLinesCountsNotTheirTimes() {
    JsonObject session =
        importing.session(
            "{\"type\":\"user\",\"sessionId\":\"cc\",\"message\":{\"content\":\"a\"}}",
            entry("user", 30, "\"b\""),
            entry("user", 10, "\"c\""),
            entry("user", 40, "\"d\"").replace("2026-03", "+12026-03"),
            entry("user", 41, "\"e\"").replace("2026-03-02T", "yesterday "),
            entry("user", 50, "\"f\""));

    assertEquals(
        "1772438430 1772438430 1772438430 1772438430 1772438430 1772438450",
        Importing.each(session, "created"));
    assertEquals(
        Stream.of("a", "b", "c", "d", "e", "f")
            .map("user [{\"type\":\"text\",\"text\":\"%s\"}]"::formatted)
            .collect(Collectors.joining("\n")),
        Importing.said(session));
  }

  @Test
  void withoutAnyTimeEverythingIsSaidNow() {
    JsonObject session =
        importing.session(
            "{\"type\":\"user\",\"sessionId\":\"cc\",\"message\":{\"content\":\"a\"}}");

    assertEquals("1772619072", Importing.each(session, "created"));
    assertEquals("/", Importing.text(session, "working_dir"));
    assertEquals("0 0 0 null null", Importing.usage(session));
  }

  @Test
  void remarksToTheModelAndSubAgentsAreNoPartOfTheDialogue() {
    JsonObject session =
        importing.session(
            entry("user", 1, "\"Caveat\"").replace("{\"type\"", "{\"isMeta\":true,\"type\""),
            entry("user", 2, "\"Sub\"").replace("{\"type\"", "{\"isSidechain\":true,\"type\""),
            entry("user", 3, "\"Main\""));

    assertEquals("Main", Importing.text(session, "name"));
    assertEquals(
        "{\"userVisible\":false,\"agentVisible\":true} "
            + "{\"userVisible\":true,\"agentVisible\":false} "
            + "{\"userVisible\":true,\"agentVisible\":true}",
        Importing.each(session, "metadata"));
  }

  @Test
  void aTitleIsTheFirstLineThatSaysSomethingAndIsCutBetweenCharacters() {
    String line = "\uD83E\uDEBF".repeat(81);
    JsonObject session = importing.session(entry("user", 1, "\"\\n  \\n  " + line + "\\nmore\""));

    assertEquals("\uD83E\uDEBF".repeat(77) + "...", Importing.text(session, "name"));
  }

  @Test
  void tokensThatAreNoCountsAreNotCounted() {
    JsonObject session =
        importing.session(
            entry("user", 1, "\"q\""),
            answer(2, "{\"type\":\"text\",\"text\":\"a\"}")
                .replace("\"input_tokens\":10", "\"input_tokens\":99999999999999999999")
                .replace("\"output_tokens\":3", "\"output_tokens\":-3")
                .replace("\"cache_read_input_tokens\":5", "\"cache_read_input_tokens\":1.5"),
            answer(3, "{\"type\":\"text\",\"text\":\"a\"}")
                .replace("\"id\":\"answer\"", "\"id\":null")
                .replace("\"input_tokens\":10", "\"input_tokens\":9223372036854775807"));

    assertEquals("2147483658 3 2147483661 5 6", Importing.usage(session));
  }

  @Test
  void aLongTranscriptIsReadLineByLine() {
    String line = "{\"type\":\"user\",\"sessionId\":\"cc\",\"message\":{\"content\":\"%d\"}}\n";
    String lines =
        IntStream.range(0, 20_000).mapToObj(line::formatted).collect(Collectors.joining());

    JsonObject session = importing.session(lines + "{}\n".repeat(200_000));

    assertEquals(20_000, Importing.messages(session).size());
    assertTrue(Importing.said(session).endsWith("\"19999\"}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"summary\",\"sessionId\":\"cc\"}",
        "{\"uuid\":\"u\",\"sessionId\":\"cc\"}",
        "nonsense\n{\"a\":1}\n{\"sessionId\":\"cc\"}",
        "{\"type\":\"user\",\"sessionId\":\"cc\",\"message\":{\"content\":\" \\n\"}}"
      })
  void aTranscriptInWhichNobodySaysAnythingIsRefused(String text) {
    importing.assertRefused("the Claude Code transcript holds no message", text);
  }

  private static String entry(String type, int second, String content) {
    return """
        {"type":"%s","sessionId":"cc","cwd":"/home/user","uuid":"e%d",\
        "timestamp":"2026-03-02T08:00:%02d.500Z","message":{"content":%s}}"""
        .formatted(type, second, second, content.replace("\n", ""));
  }

  /// Part of one answer, as each of its lines repeats id and usage.
  private static String answer(int second, String block) {
    return entry("assistant", second, "[" + block + "]")
        .replace(
            "\"message\":{",
            """
            "message":{"id":"answer","role":"assistant","usage":{"input_tokens":10,\
            "cache_creation_input_tokens":3,"cache_read_input_tokens":5,"output_tokens":3},""");
  }
}
