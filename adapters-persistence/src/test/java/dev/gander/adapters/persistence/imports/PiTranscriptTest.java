package dev.gander.adapters.persistence.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.store.ImportFormatContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Transcripts of Pi.
class PiTranscriptTest implements ImportFormatContract {
  @Override
  public ImportFormat format() {
    return TranscriptFormat.PI;
  }

  @Override
  public JsonReader reader() {
    return new JsonTexts();
  }

  @Override
  public String transcript() {
    return "{\"type\":\"session\",\"version\":1}\n"
        + message(1, "\"role\":\"user\",\"content\":\"Hello\"");
  }

  @Override
  public String silence() {
    return "{\"type\":\"session\",\"version\":1}";
  }

  private static final String HEADER =
      "{\"type\":\"session\",\"version\":3,\"id\":\"pi\",\"cwd\":\"/q\"}";

  private final Importing importing = new Importing();

  @Test
  void aTranscriptBecomesASessionWithAllThatWasSaid() {
    JsonObject session =
        importing.session(
            HEADER,
            "{\"type\":\"model_change\",\"id\":\"m\",\"modelId\":\"x\"}",
            message(
                1,
                "\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},"
                    + "{\"type\":\"image\",\"data\":\"QQ==\",\"mimeType\":\"image/png\"}]"),
            message(
                2,
                """
                "role":"assistant","content":[
                {"type":"thinking","thinking":"th","thinkingSignature":"of another service"},
                {"type":"text","text":"a"},{"type":"hologram"},
                {"type":"toolCall","id":"t","name":"bash","arguments":{"c":1}}],
                "usage":{"input":7,"output":3,"cacheRead":2,"cacheWrite":1,"cost":{"total":0.5}}"""),
            message(
                3,
                "\"role\":\"toolResult\",\"toolCallId\":\"t\",\"isError\":true,\"content\":\"r\""),
            message(
                4, "\"role\":\"bashExecution\",\"command\":\"ls\",\"output\":\"o\",\"exitCode\":0"),
            message(
                5, "\"role\":\"bashExecution\",\"command\":\"ls\",\"output\":\"o\",\"exitCode\":2"),
            message(6, "\"role\":\"custom\",\"content\":\"extra\",\"display\":false"),
            message(7, "\"role\":\"branchSummary\",\"summary\":\"left\""),
            "{\"type\":\"custom_message\",\"id\":\"c\",\"content\":\"more\"}",
            message(
                8,
                "\"role\":\"assistant\",\"content\":\"end\",\"usage\":{\"input\":1,\"output\":1,\"cost\":{\"total\":0.25}}"),
            message(8, "\"role\":\"assistant\",\"content\":\"end\""));

    assertEquals("Hi", Importing.text(session, "name"));
    assertEquals("/q", Importing.text(session, "working_dir"));
    assertEquals("11 4 15 2 1", Importing.usage(session));
    assertEquals("0.75", JsonText.write(Importing.member(session, "accumulated_cost")));
    assertEquals(
        String.join(
            "\n",
            "user [{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"image\",\"data\":\"QQ==\",\"mimeType\":\"image/png\"}]",
            "assistant [{\"type\":\"thinking\",\"thinking\":\"th\",\"signature\":\"\"},{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"[hologram]\"},"
                + call("t", "{\"c\":1}")
                + "]",
            "user [" + answer("t", "r", true) + "]",
            "assistant [" + call("pi_bash_4", "{\"command\":\"ls\"}") + "]",
            "user [" + answer("pi_bash_4", "o", false) + "]",
            "assistant [" + call("pi_bash_5", "{\"command\":\"ls\"}") + "]",
            "user [" + answer("pi_bash_5", "exit 2\\no", false) + "]",
            "user [{\"type\":\"text\",\"text\":\"extra\"}]",
            "assistant [{\"type\":\"text\",\"text\":\"[branchSummary] left\"}]",
            "user [{\"type\":\"text\",\"text\":\"more\"}]",
            "assistant [{\"type\":\"text\",\"text\":\"end\"}]"),
        Importing.said(session));
    assertEquals(
        List.of("{\"userVisible\":false,\"agentVisible\":true}"),
        Importing.messages(session).stream()
            .map(message -> JsonText.write(Importing.member(message, "metadata")))
            .filter(metadata -> metadata.contains("false"))
            .toList());
  }

  @Test
  void costsWithoutEndStayANumber() {
    String dear = "\"role\":\"assistant\",\"content\":\"x\",\"usage\":{\"cost\":{\"total\":1e308}}";

    JsonObject session = importing.session(HEADER, message(1, dear), message(2, dear));

    assertEquals(
        "1.7976931348623157E+308", JsonText.write(Importing.member(session, "accumulated_cost")));
  }

  @Test
  void aHeaderNeedsAVersionOrAFolderAndAnId() {
    String hi = message(1, "\"role\":\"user\",\"content\":\"Hi\"");

    assertEquals(
        1,
        Importing.messages(
                importing.session("{\"type\":\"session\",\"cwd\":\"/a\",\"id\":\"b\"}", hi))
            .size());
    assertEquals(
        "/",
        Importing.text(
            importing.session("{\"type\":\"session\",\"version\":1}", hi), "working_dir"));
    assertEquals(
        Optional.empty(), Importing.formatOf("{\"type\":\"session\",\"cwd\":\"/a\"}\n" + hi));
  }

  @Test
  void aTranscriptInWhichNobodySaysAnythingIsRefused() {
    importing.assertRefused("the Pi transcript holds no message", HEADER);
    importing.assertRefused(
        "the Pi transcript holds no message",
        HEADER + "\n{\"type\":\"message\",\"message\":{\"role\":\"later\"}}");
  }

  private static String message(int second, String members) {
    return "{\"type\":\"message\",\"id\":\"e%d\",\"timestamp\":\"2026-03-04T08:00:%02d.000Z\",\"message\":{%s}}"
        .formatted(second, second, members.replace("\n", ""));
  }

  private static String call(String id, String arguments) {
    return "{\"type\":\"toolRequest\",\"id\":\"%s\",\"toolCall\":{\"status\":\"success\",\"value\":{\"name\":\"bash\",\"arguments\":%s}}}"
        .formatted(id, arguments);
  }

  private static String answer(String id, String text, boolean failed) {
    return "{\"type\":\"toolResponse\",\"id\":\"%s\",\"toolResult\":{\"status\":\"success\",\"value\":{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"isError\":%s}}}"
        .formatted(id, text, failed);
  }
}
