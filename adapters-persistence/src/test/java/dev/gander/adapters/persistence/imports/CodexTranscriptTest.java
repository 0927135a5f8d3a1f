package dev.gander.adapters.persistence.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.store.ImportFormatContract;
import org.junit.jupiter.api.Test;

/// Transcripts of Codex.
class CodexTranscriptTest implements ImportFormatContract {
  @Override
  public ImportFormat format() {
    return TranscriptFormat.CODEX;
  }

  @Override
  public JsonReader reader() {
    return new JsonTexts();
  }

  @Override
  public String transcript() {
    return "{\"type\":\"session_meta\",\"payload\":{}}\n"
        + message("user", "{\"type\":\"input_text\",\"text\":\"Hello\"}");
  }

  @Override
  public String silence() {
    return "{\"type\":\"session_meta\",\"payload\":{}}";
  }

  private static final String META =
      "{\"timestamp\":\"2026-03-03T08:00:00Z\",\"type\":\"session_meta\","
          + "\"payload\":{\"id\":\"cx\",\"cwd\":\"/c\"}}";

  private final Importing importing = new Importing();

  @Test
  void aTranscriptBecomesASessionWithAllThatWasSaid() {
    JsonObject session =
        importing.session(
            META,
            item("message", "\"role\":\"developer\",\"content\":\"Behave\""),
            message("user", "{\"text\":\"<environment_context><cwd>/c</cwd>\"}"),
            message("user", "{\"text\":\"# AGENTS.md of /c\"}"),
            message(
                "user",
                "{\"type\":\"input_text\",\"text\":\"<html>?\"},"
                    + "{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,QQ==\"},"
                    + "{\"type\":\"input_image\",\"image_url\":\"http://x\"}"),
            item(
                "reasoning",
                "\"summary\":[{\"text\":\"one\"},{\"text\":\"two\"}],\"encrypted_content\":\"e\""),
            item("reasoning", "\"summary\":[],\"content\":[{\"text\":\"open\"}]"),
            item("reasoning", "\"summary\":[],\"content\":null,\"encrypted_content\":\"e\""),
            message("assistant", "{\"text\":\"A\"},{\"type\":\"refusal\",\"refusal\":\"No\"}"));

    assertEquals("<html>?", Importing.text(session, "name"));
    assertEquals("/c", Importing.text(session, "working_dir"));
    assertEquals("null null null null null", Importing.usage(session));
    assertEquals(
        """
        user [{"type":"text","text":"<environment_context><cwd>/c</cwd>"}]
        user [{"type":"text","text":"# AGENTS.md of /c"}]
        user [{"type":"text","text":"<html>?"},\
        {"type":"image","data":"QQ==","mimeType":"image/png"},\
        {"type":"text","text":"[input_image]"}]
        assistant [{"type":"thinking","thinking":"one\\ntwo","signature":""}]
        assistant [{"type":"thinking","thinking":"open","signature":""}]
        assistant [{"type":"text","text":"A"},{"type":"text","text":"No"}]""",
        Importing.said(session));
  }

  @Test
  void callsOfEveryKindAndTheirResultsAreKept() {
    JsonObject session =
        importing.session(
            META,
            item(
                "function_call",
                "\"call_id\":\"a\",\"name\":\"s\",\"arguments\":\"{\\\"x\\\":1}\""),
            item("function_call", "\"id\":\"b\",\"name\":\"s\",\"arguments\":\"oops\""),
            item("function_call", "\"call_id\":\"c\",\"arguments\":{\"y\":2}"),
            item("custom_tool_call", "\"call_id\":\"d\",\"name\":\"patch\",\"input\":\"***\""),
            item("local_shell_call", "\"call_id\":\"e\",\"action\":{\"command\":[\"ls\"]}"),
            item("function_call_output", "\"call_id\":\"a\",\"output\":\"text\""),
            item("function_call_output", "\"call_id\":\"b\",\"output\":[{\"text\":\"part\"}]"),
            item(
                "custom_tool_call_output",
                "\"call_id\":\"d\",\"output\":{\"content\":\"bad\",\"success\":false}"),
            item("function_call_output", "\"call_id\":\"e\""),
            item("web_search_call", "\"action\":{\"type\":\"search\",\"query\":\"q\"}"),
            item("ghost_snapshot", "\"x\":1"));

    assertEquals(
        String.join(
            "\n",
            call("a", "s", "{\"x\":1}"),
            call("b", "s", "{\"value\":\"oops\"}"),
            call("c", "unknown_tool", "{\"y\":2}"),
            call("d", "patch", "{\"input\":\"***\"}"),
            call("e", "local_shell_call", "{\"command\":[\"ls\"]}"),
            answer("a", "text", false),
            answer("b", "part", false),
            answer("d", "bad", true),
            answer("e", "", false),
            call("codex_websearch_10", "web_search", "{\"query\":\"q\"}"),
            answer("codex_websearch_10", "done", false)),
        Importing.said(session));
    assertEquals("Imported Codex session cx", Importing.text(session, "name"));
  }

  @Test
  void argumentsThatAreNestedTooDeepForGooseStayAText() {
    String deep = "[".repeat(200) + "]".repeat(200);
    JsonObject session =
        importing.session(
            META,
            item(
                "function_call",
                "\"call_id\":\"a\",\"name\":\"s\",\"arguments\":\"%s\"".formatted(deep)));

    assertEquals(call("a", "s", "{\"value\":\"" + deep + "\"}"), Importing.said(session));
  }

  @Test
  void callsAreSummedUpUnlessTheSumIsTold() {
    String said = message("user", "{\"text\":\"q\"}");
    String call =
        counts("\"usage\":{\"input_tokens\":9,\"cached_input_tokens\":4,\"output_tokens\":2}");
    String sum = "\"info\":{\"total_token_usage\":{\"input_tokens\":%d,\"output_tokens\":5}}";

    assertEquals("18 4 22 8 null", Importing.usage(importing.session(META, said, call, call)));
    assertEquals(
        "40 5 45 null null",
        Importing.usage(
            importing.session(
                META, said, call, counts(sum.formatted(30)), counts(sum.formatted(40)))));
  }

  @Test
  void aTranscriptInWhichNobodySaysAnythingIsRefused() {
    importing.assertRefused("the Codex transcript holds no message", META);
    importing.assertRefused(
        "the Codex transcript holds no message", "{\"type\":\"session_meta\",\"payload\":[]}\n[]");
  }

  private static String message(String role, String blocks) {
    return item("message", "\"role\":\"" + role + "\",\"content\":[" + blocks + "]");
  }

  private static String item(String type, String members) {
    return "{\"timestamp\":\"2026-03-03T08:00:01Z\",\"type\":\"response_item\",\"payload\":{\"type\":\"%s\",%s}}"
        .formatted(type, members);
  }

  private static String counts(String members) {
    return "{\"type\":\"event_msg\",\"payload\":{\"type\":\"token_count\"," + members + "}}";
  }

  private static String call(String id, String name, String arguments) {
    return """
        assistant [{"type":"toolRequest","id":"%s","toolCall":{"status":"success",\
        "value":{"name":"%s","arguments":%s}}}]"""
        .formatted(id, name, arguments);
  }

  private static String answer(String id, String text, boolean failed) {
    return """
        user [{"type":"toolResponse","id":"%s","toolResult":{"status":"success",\
        "value":{"content":[{"type":"text","text":"%s"}],"isError":%s}}}]"""
        .formatted(id, text, failed);
  }
}
