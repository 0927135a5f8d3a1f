package dev.gander.adapters.llm.programs.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.programs.ProgramTest;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CursorAgentProviderTest extends ProgramTest {
  @Override
  protected String programName() {
    return "cursor-agent";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.KEY, Capability.TOKEN_COUNTS, Capability.MODEL_LIST);
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws IOException {
    for (ScriptedAnswer answer : answers) {
      plan(answer);
    }
    return made(
        new CursorAgentProviderFactory()
            .create(
                program.settings("CURSOR_AGENT_COMMAND"),
                ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  /// It prints nothing before it has finished.
  @Override
  protected List<JsonObject> says(String text) {
    said = text;
    return List.of();
  }

  private String said = "";

  @Override
  protected List<JsonObject> ends(TokenUsage tokens) {
    JsonObject line =
        line(
            """
            {"type": "result", "subtype": "success", "is_error": false, "result": %s,
             "usage": {"inputTokens": %d, "outputTokens": %d}}""",
            List.of(quoted(said), tokens.input(), tokens.output()));
    said = "";
    return List.of(line);
  }

  @Override
  protected List<JsonObject> fails(String text) {
    return List.of(
        line("{\"type\": \"result\", \"is_error\": true, \"result\": %s}", List.of(quoted(text))));
  }

  @Test
  void theWholeConversationIsItsPrompt() throws Exception {
    text(
        provider(List.of(ScriptedAnswer.says("two"))),
        request(GooseMode.AUTO, HELLO, ANSWER, AGAIN));
    assertEquals(
        List.of(
            List.of(
                "--model",
                "mock",
                "-p",
                "You are a test.\n\n[user]: hello\n[assistant]: one\n[user]: again",
                "--output-format",
                "json",
                "--force")),
        program.starts());
  }

  @Test
  void inOtherModesItChangesNothing() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("1"), ScriptedAnswer.says("2")));
    text(provider, request(GooseMode.APPROVE, HELLO));
    text(provider, aside());
    assertTrue(program.starts().stream().allMatch(start -> start.getLast().equals("json")));
  }

  @Test
  void aConversationThatFitsOnNoCommandLineIsTooLong() throws Exception {
    Message big = Message.user("u1", 1, new Content.Text("x".repeat(200_000)));
    Provider provider = provider(List.of());
    assertThrows(
        ProviderException.ContextLengthExceeded.class,
        () -> provider.stream(request(GooseMode.AUTO, big)));
  }

  @Test
  void whoIsNotLoggedInIsToldSo() throws Exception {
    program.answers(List.of(), "echo 'Error: Not logged in. Run cursor-agent login'; exit 1");
    Provider provider = provider(List.of());
    var failure =
        assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
    assertTrue(failure.text().contains("Run cursor-agent login"), failure.text());
  }

  @Test
  void aCancelEndsAProgramThatHasSaidNothing() throws Exception {
    program.answers(List.of(), "sleep 1000");
    Provider provider = provider(List.of());
    Thread asking = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              program.awaitRunning(1);
              asking.interrupt();
            });
    assertThrows(InterruptedException.class, () -> provider.stream(request()));
    assertEquals(List.of(), program.running());
  }

  private static JsonObject line(String json, List<Object> values) {
    return (JsonObject) JsonText.parse(json.formatted(values.toArray()));
  }

  private static String quoted(String text) {
    return JsonText.write(Json.of(text));
  }
}
