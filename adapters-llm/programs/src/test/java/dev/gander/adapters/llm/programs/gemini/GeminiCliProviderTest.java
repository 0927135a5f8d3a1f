package dev.gander.adapters.llm.programs.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeminiCliProviderTest extends ProgramTest {
  @Override
  protected String programName() {
    return "gemini";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.KEY, Capability.TOKEN_COUNTS, Capability.FRAGMENTS, Capability.MODEL_LIST);
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws IOException {
    for (ScriptedAnswer answer : answers) {
      plan(answer);
    }
    return made(
        new GeminiCliProviderFactory()
            .create(
                program.settings("GEMINI_CLI_COMMAND"),
                ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  @Override
  protected List<JsonObject> says(String text) {
    return List.of(
        INIT,
        line("{\"type\": \"message\", \"role\": \"user\", \"content\": \"me\"}", List.of()),
        line(
            "{\"type\": \"message\", \"role\": \"assistant\", \"delta\": true, \"content\": %s}",
            List.of(quoted(text))));
  }

  @Override
  protected List<JsonObject> ends(TokenUsage tokens) {
    return List.of(
        INIT,
        line(
            """
            {"type": "result", "status": "success",
             "stats": {"input_tokens": %d, "output_tokens": %d, "total_tokens": 99}}""",
            List.of(tokens.input(), tokens.output())));
  }

  @Override
  protected List<JsonObject> fails(String text) {
    return List.of(
        line(
            "{\"type\": \"result\", \"status\": \"error\", \"error\": {\"message\": %s}}",
            List.of(quoted(text))));
  }

  private static final JsonObject INIT =
      line("{\"type\": \"init\", \"session_id\": \"s-1\", \"model\": \"mock\"}", List.of());

  @Test
  void aConversationGoesOnUnderItsId() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    text(provider, request());
    assertEquals("two", text(provider, request(GooseMode.AUTO, HELLO, ANSWER, AGAIN)));
    List<String> form = List.of("--output-format", "stream-json", "--yolo");
    assertEquals(
        List.of(
            List.of(
                "-m",
                "mock",
                "-p",
                "You are a test.\n\nhello",
                form.get(0),
                form.get(1),
                form.get(2)),
            List.of(
                "-m", "mock", "-r", "s-1", "-p", "again", form.get(0), form.get(1), form.get(2))),
        program.starts());
  }

  @Test
  void aConversationThatItDoesNotKnowIsTold() throws Exception {
    text(
        provider(List.of(ScriptedAnswer.says("two"))),
        request(GooseMode.AUTO, HELLO, ANSWER, AGAIN));
    String prompt = program.starts().getFirst().get(3);
    assertTrue(prompt.startsWith("You are a test.\n\n"), prompt);
    assertTrue(prompt.contains("[user]: hello\n[assistant]: one"), prompt);
    assertTrue(prompt.endsWith("\n\nagain"), prompt);
  }

  @Test
  void whatItMayDoFollowsTheMode() throws Exception {
    Provider provider =
        provider(
            List.of(ScriptedAnswer.says("1"), ScriptedAnswer.says("2"), ScriptedAnswer.says("3")));
    text(provider, request(GooseMode.SMART_APPROVE, HELLO));
    text(provider, request(GooseMode.APPROVE, HELLO));
    text(provider, aside());
    assertEquals(
        List.of("auto_edit", "stream-json", "stream-json"),
        program.starts().stream().map(List::getLast).toList());
    assertFalse(program.environment().contains("GEMINI_CLI_TRUST_WORKSPACE"));
  }

  @Test
  void inModeAutoTheFolderIsTrusted() throws Exception {
    text(provider(List.of(ScriptedAnswer.says("1"))), request());
    assertTrue(program.environment().contains("GEMINI_CLI_TRUST_WORKSPACE=true"));
  }

  @Test
  void aPromptThatFitsOnNoCommandLineIsTooLong() throws Exception {
    Message big = Message.user("u1", 1, new Content.Text("x".repeat(200_000)));
    Provider provider = provider(List.of());
    assertThrows(
        ProviderException.ContextLengthExceeded.class,
        () -> provider.stream(request(GooseMode.AUTO, big)));
  }

  @Test
  void aWarningDoesNotEndTheAnswer() throws Exception {
    List<JsonObject> lines =
        new ArrayList<>(
            List.of(
                line(
                    "{\"type\": \"error\", \"severity\": \"warning\", \"message\": \"loop\"}",
                    List.of())));
    lines.addAll(says("fine"));
    lines.addAll(ends(TokenUsage.of(1L, 1L, null)));
    program.answers(lines, "");
    assertEquals("fine", text(provider(List.of()), request()));
  }

  @Test
  void whoIsNotSignedInIsToldSo() throws Exception {
    program.answers(
        List.of(),
        "printf '\\033[31mPlease set an Auth method in settings.json\\033[0m' >&2; exit 41");
    Provider provider = provider(List.of());
    var failure =
        assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
    assertTrue(
        failure.text().endsWith(": Please set an Auth method in settings.json"), failure.text());
  }

  @Test
  void aCancelledAnswerEndsTheProgram() throws Exception {
    program.answers(says("half"), "sleep 1000 & echo $! >> \"$dir/pids\"; wait");
    try (ProviderStream stream = provider(List.of()).stream(request())) {
      assertTrue(stream.next().isPresent());
    }
    assertEquals(List.of(), program.running());
  }

  private static JsonObject line(String json, List<Object> values) {
    return (JsonObject) JsonText.parse(json.formatted(values.toArray()));
  }

  private static String quoted(String text) {
    return JsonText.write(Json.of(text));
  }
}
