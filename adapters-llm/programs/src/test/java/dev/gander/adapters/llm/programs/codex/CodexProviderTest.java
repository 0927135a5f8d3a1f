package dev.gander.adapters.llm.programs.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.programs.FakeProgram;
import dev.gander.adapters.llm.programs.ProgramTest;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.Provider;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodexProviderTest extends ProgramTest {
  @Override
  protected String programName() {
    return "codex";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.TOKEN_COUNTS, Capability.FRAGMENTS, Capability.MODEL_LIST, Capability.IMAGES);
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws IOException {
    for (ScriptedAnswer answer : answers) {
      plan(answer);
    }
    return made(
        new CodexProviderFactory()
            .create(
                program.settings("CODEX_COMMAND"),
                ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  @Override
  protected List<JsonObject> says(String text) {
    return List.of(
        line("{\"type\": \"turn.started\"}", List.of()),
        line(
            "{\"type\": \"item.completed\", \"item\": {\"type\": \"agent_message\", \"text\": %s}}",
            List.of(quoted(text))));
  }

  @Override
  protected List<JsonObject> ends(TokenUsage tokens) {
    return List.of(
        line(
            """
            {"type": "turn.completed",
             "usage": {"input_tokens": %d, "cached_input_tokens": 0, "output_tokens": %d}}""",
            List.of(tokens.input(), tokens.output())));
  }

  @Override
  protected List<JsonObject> fails(String text) {
    return List.of(
        line("{\"type\": \"error\", \"message\": \"Reconnecting... 1/5\"}", List.of()),
        line("{\"type\": \"turn.failed\", \"error\": {\"message\": %s}}", List.of(quoted(text))));
  }

  @Test
  void theWholeConversationIsItsInput() throws Exception {
    text(
        provider(List.of(ScriptedAnswer.says("two"))),
        request(GooseMode.AUTO, HELLO, ANSWER, AGAIN));
    assertEquals(List.of(List.of("exec", "-m", "mock", "--json", "--yolo", "-")), program.starts());
    assertEquals(
        "You are a test.\n\n[user]: hello\n[assistant]: one\n[user]: again\035",
        Files.readString(folder.resolve("inputs")));
  }

  @ParameterizedTest
  @CsvSource({
    "SMART_APPROVE, --sandbox workspace-write -",
    "CHAT,          --sandbox read-only -",
    "APPROVE,       -"
  })
  void whatItMayDoFollowsTheMode(GooseMode mode, String end) throws Exception {
    text(provider(List.of(ScriptedAnswer.says("ok"))), request(mode, HELLO));
    assertEquals("exec -m mock --json " + end, String.join(" ", program.starts().getFirst()));
  }

  @Test
  void besideAConversationItReadsOnlyInAFolderOfItsOwn() throws Exception {
    text(provider(List.of(ScriptedAnswer.says("ok"))), aside());
    assertEquals(
        "exec -m mock --json --sandbox read-only --skip-git-repo-check -",
        String.join(" ", program.starts().getFirst()));
    assertEquals(folder.toRealPath().resolve("state/codex").toString(), program.folder());
  }

  @Test
  void settingsChangeItsArguments() throws Exception {
    plan(ScriptedAnswer.says("ok"));
    Provider provider =
        made(
            new CodexProviderFactory()
                .create(
                    program.settings(
                        Map.of(
                            "CODEX_COMMAND", program.file().toString(),
                            "CODEX_SKIP_GIT_CHECK", "true",
                            "CODEX_REASONING_EFFORT", "high"),
                        List.of())));
    text(provider, request());
    assertEquals(
        "exec -m mock -c model_reasoning_effort=\"high\" --json --yolo --skip-git-repo-check -",
        String.join(" ", program.starts().getFirst()));
  }

  @Test
  void serversAreNamedOnItsCommandLineAndTheirSecretsAreNot() throws Exception {
    McpServer files =
        new McpServer.Stdio(
            "files", "npx", List.of("a \"b\""), Map.of("KEY", "secret-1"), Path.of("/else"));
    McpServer web = new McpServer.Http("web", "http://x", Map.of("Authorization", "secret-2"));
    text(
        provider(List.of(ScriptedAnswer.says("ok"))),
        request(GooseMode.AUTO, List.of(files, web), HELLO));
    assertEquals(
        List.of(
            "-c",
            "mcp_servers.files.command=\"npx\"",
            "-c",
            "mcp_servers.files.args=[\"a \\\"b\\\"\"]",
            "-c",
            "mcp_servers.files.cwd=\"/else\"",
            "-c",
            "mcp_servers.files.env_vars=[\"KEY\"]",
            "-c",
            "mcp_servers.web.url=\"http://x\"",
            "-c",
            "mcp_servers.web.env_http_headers={\"Authorization\"=\"GANDER_HEADER_1\"}"),
        program.starts().getFirst().subList(3, 15));
    assertTrue(program.environment().contains("KEY=secret-1"));
    assertTrue(program.environment().contains("GANDER_HEADER_1=secret-2"));
  }

  @Test
  void picturesAreFilesWhileItRuns() throws Exception {
    program.answers(List.of(), "cp \"$dir\"/state/codex/images/* \"$dir/seen.png\"");
    plan(ScriptedAnswer.says("ok"));
    Message message =
        Message.user(
            "u1",
            1,
            new Content.Text("what is it?"),
            new Content.Image("aGVsbG8=", "image/png", JsonObject.EMPTY));
    Provider provider = provider(List.of());
    assertThrows(
        ProviderException.RequestFailed.class,
        () -> provider.stream(request(GooseMode.AUTO, message)));
    assertEquals("hello", Files.readString(folder.resolve("seen.png")));
    FakeProgram.awaitEmpty(folder.resolve("state/codex/images"));
  }

  @Test
  void messagesAreApart() throws Exception {
    List<JsonObject> lines = new ArrayList<>(says("Let me look."));
    lines.addAll(says("Done."));
    lines.addAll(ends(TokenUsage.of(1L, 1L, null)));
    program.answers(lines, "");
    assertEquals("Let me look.\n\nDone.", text(provider(List.of()), request()));
  }

  @ParameterizedTest
  @CsvSource({
    "stream: rate limit reached, RateLimited",
    "context window exceeded, ContextLengthExceeded",
    "unexpected status 500, RequestFailed"
  })
  void failuresHaveTheirKinds(String text, String kind) throws Exception {
    program.answers(fails(text), "exit 1");
    Provider provider = provider(List.of());
    var failure = assertThrows(ProviderException.class, () -> provider.stream(request()));
    assertEquals(kind, failure.getClass().getSimpleName());
  }

  @Test
  void anErrorThatItGotOverIsNone() throws Exception {
    List<JsonObject> lines = new ArrayList<>(List.of(fails("x").getFirst()));
    lines.addAll(says("fine"));
    lines.addAll(ends(TokenUsage.of(1L, 1L, null)));
    program.answers(lines, "");
    assertEquals("fine", text(provider(List.of()), request()));
  }

  private static JsonObject line(String json, List<Object> values) {
    return (JsonObject) JsonText.parse(json.formatted(values.toArray()));
  }

  private static String quoted(String text) {
    return JsonText.write(Json.of(text));
  }
}
