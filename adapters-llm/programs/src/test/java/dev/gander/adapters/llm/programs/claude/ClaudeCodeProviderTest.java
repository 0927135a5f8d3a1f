package dev.gander.adapters.llm.programs.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.programs.FakeProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.WorkContext;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeCodeProviderTest implements ProviderContract {
  private static final Message HELLO = Message.user("u1", 1, new Content.Text("hello"));
  private static final Message ANSWER = Message.assistant("a1", 2, new Content.Text("one"));
  private static final Message AGAIN = Message.user("u2", 3, new Content.Text("again"));

  @TempDir private Path folder;
  private FakeClaude claude;
  private final List<Provider> made = new ArrayList<>();

  @BeforeEach
  void install() throws IOException {
    claude = new FakeClaude(folder);
  }

  @AfterEach
  void nothingIsLeft() {
    made.forEach(Provider::close);
    assertEquals(List.of(), claude.program.running());
  }

  /// What Claude thinks the program keeps for itself.
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.THINKING, Capability.SIGN_IN));
  }

  @Override
  public boolean readsHalves() {
    return true;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws IOException {
    for (ScriptedAnswer answer : answers) {
      claude.play(answer);
    }
    return provider(Duration.ofSeconds(30));
  }

  private Provider provider(Duration timeToStart) {
    return made(
        new ClaudeCodeProviderFactory(timeToStart)
            .create(
                claude.program.settings("CLAUDE_CODE_COMMAND"),
                ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  private Provider made(Provider provider) {
    made.add(provider);
    return provider;
  }

  @Override
  public ProviderRequest request() {
    return request(GooseMode.APPROVE, HELLO);
  }

  private ProviderRequest request(GooseMode mode, Message... messages) {
    return request("default", mode, List.of(), messages);
  }

  private ProviderRequest request(
      String model, GooseMode mode, List<McpServer> servers, Message... messages) {
    return new ProviderRequest(
        ModelConfig.of(model),
        "20260304_1",
        "You are a test.\n\n# Extensions\n\nTools!\n\n## developer\n\n# Answers\n\nShort.",
        List.of(messages),
        List.of(),
        new WorkContext(folder, mode, servers));
  }

  @Override
  public boolean isAgent() {
    return true;
  }

  @Override
  public boolean asks() {
    return true;
  }

  @Override
  public Provider asking(Action.ToolConfirmation question) throws IOException {
    claude.asks(question);
    return provider(List.of());
  }

  private String play(Provider provider, ProviderRequest request) throws InterruptedException {
    try (ProviderStream stream = provider.stream(request)) {
      return ProviderContract.text(ProviderContract.messages(ProviderContract.drain(stream)));
    }
  }

  @Test
  void itIsStartedInTheSessionsFolderAndAsksBeforeItActs() throws Exception {
    play(provider(List.of(ScriptedAnswer.says("ok"))), request());
    assertEquals(
        List.of(
            List.of(
                "--input-format",
                "stream-json",
                "--output-format",
                "stream-json",
                "--verbose",
                "--include-partial-messages",
                "--system-prompt",
                "You are a test.\n\n# Answers\n\nShort.",
                "--model",
                "default",
                "--permission-prompt-tool",
                "stdio")),
        claude.program.starts());
    assertEquals(folder.toRealPath().toString(), claude.program.folder());
  }

  @Test
  void inModeAutoItDoesNotAsk() throws Exception {
    play(provider(List.of(ScriptedAnswer.says("ok"))), request(GooseMode.AUTO, HELLO));
    assertEquals("--dangerously-skip-permissions", claude.program.starts().getFirst().getLast());
  }

  @ParameterizedTest
  @CsvSource({"AUTO, allowed", "CHAT, denied"})
  void whatTheModeDecidesIsNotAsked(GooseMode mode, String said) throws Exception {
    Provider provider =
        asking(new Action.ToolConfirmation("q1", "Bash", JsonObject.EMPTY, null, JsonObject.EMPTY));
    assertEquals(said, play(provider, request(mode, HELLO)));
  }

  @Test
  void whatIsAlwaysAllowedIsRememberedByItsOwnRules() throws Exception {
    Provider provider =
        asking(new Action.ToolConfirmation("q1", "Bash", JsonObject.EMPTY, null, JsonObject.EMPTY));
    try (ProviderStream stream = provider.stream(request())) {
      stream.next();
      stream.answer("q1", ConfirmationAction.ALWAYS_ALLOW);
      ProviderContract.drain(stream);
    }
    JsonObject decision =
        claude.program.heard().getLast().object("response").orElseThrow().object("response").get();
    assertEquals(
        JsonText.parse(
            """
            {"behavior": "allow", "updatedInput": {}, "toolUseID": "toolu_1",
             "updatedPermissions": [{"type": "addRules", "behavior": "allow"}]}"""),
        decision);
  }

  @Test
  void itsEnvironmentTellsItNeitherOfItselfNorKeysThatAreNotForIt() throws Exception {
    claude.program.variable("CLAUDECODE", "1");
    claude.program.variable("GOOSE_SERVER__SECRET_KEY", "open sesame");
    claude.program.variable("ANTHROPIC_BASE_URL", "http://localhost");
    claude.program.variable("ANTHROPIC_API_KEY", "its own key");
    claude.program.variable("OPENAI_API_KEY", "of another service");
    play(provider(List.of(ScriptedAnswer.says("ok"))), request());
    String environment = claude.program.environment();
    assertTrue(environment.contains("ANTHROPIC_BASE_URL=http://localhost"));
    assertFalse(environment.contains("CLAUDECODE"));
    assertFalse(environment.contains("open sesame"));
    assertTrue(environment.contains("ANTHROPIC_API_KEY=its own key"));
    assertFalse(environment.contains("OPENAI_API_KEY"));
  }

  @Test
  void theNextMessageGoesToTheSameProgramAlone() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    assertEquals("two", play(provider, request(GooseMode.APPROVE, HELLO, ANSWER, AGAIN)));
    assertEquals(1, claude.program.starts().size());
    assertEquals(List.of("Human: hello", "Human: again"), texts());
  }

  @Test
  void aProgramThatDoesNotKnowTheConversationIsToldIt() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    play(
        provider,
        request(
            GooseMode.APPROVE,
            Message.user("u9", 1, new Content.Text("hello, edited")),
            ANSWER,
            AGAIN));
    assertEquals(2, claude.program.starts().size());
    List<String> texts = texts();
    assertTrue(texts.get(1).contains("[user]: hello, edited\n[assistant]: one"), texts.get(1));
    assertEquals("Human: again", texts.get(2));
  }

  @Test
  void anotherModeStartsAnotherProgram() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    play(provider, request(GooseMode.AUTO, HELLO, ANSWER, AGAIN));
    assertEquals(2, claude.program.starts().size());
    assertEquals(1, claude.program.running().size());
  }

  @Test
  void anotherModelIsSetInTheRunningProgram() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    play(provider, request("sonnet", GooseMode.APPROVE, List.of(), HELLO, ANSWER, AGAIN));
    assertEquals(
        JsonText.parse(
            """
            {"type": "control_request", "request_id": "req_1",
             "request": {"subtype": "set_model", "model": "sonnet"}}"""),
        claude.program.heard().get(2));
  }

  @Test
  void aQuestionBesideTheConversationLeavesItsProgramAlone() throws Exception {
    Provider provider =
        provider(
            List.of(
                ScriptedAnswer.says("one"),
                ScriptedAnswer.says("aside"),
                ScriptedAnswer.says("two")));
    play(provider, request());
    play(
        provider,
        new ProviderRequest(ModelConfig.of("default"), "", "Sum up.", List.of(HELLO), List.of()));
    assertEquals("two", play(provider, request(GooseMode.APPROVE, HELLO, ANSWER, AGAIN)));
    assertEquals(2, claude.program.starts().size());
  }

  @Test
  void itConnectsTheSessionsExtensionsItselfFromAFileThatOnlyTheUserReads() throws Exception {
    claude.program.answers(
        List.of(),
        "cp -p \"$dir\"/state/claude-code/mcp-config-*.json \"$dir/copy\"; cat '%s'"
            .formatted(claude.program.file("end", FakeClaude.result())));
    McpServer stdio = new McpServer.Stdio("files", "files", List.of("-v"), Map.of("KEY", "secret"));
    McpServer elsewhere =
        new McpServer.Stdio("elsewhere", "files", List.of(), Map.of(), Path.of("/else"));
    Provider provider = provider(List.of());
    play(provider, request("default", GooseMode.AUTO, List.of(stdio, elsewhere), HELLO));
    Path copy = folder.resolve("copy");
    assertEquals(
        JsonText.parse(
            """
            {"mcpServers": {"files": {"type": "stdio", "command": "files", "args": ["-v"],
             "env": {"KEY": "secret"}}}}"""),
        JsonText.parse(Files.readString(copy)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    assertTrue(claude.program.starts().getFirst().contains("--strict-mcp-config"));
    provider.close();
    FakeProgram.awaitEmpty(folder.resolve("state/claude-code"));
  }

  @Test
  void whatAKilledServerLeftIsDeletedAndWhatOthersNeedStays() throws Exception {
    Path state = Files.createDirectories(folder.resolve("state/claude-code"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    long own = ProcessHandle.current().pid();
    Path left = Files.createFile(state.resolve("mcp-config-" + gone.pid() + "-1.json"));
    Path earlier = Files.createFile(state.resolve("mcp-config-" + own + "-1.json"));
    Files.setLastModifiedTime(earlier, FileTime.from(Instant.EPOCH));
    Path needed = Files.createFile(state.resolve("system-prompt-" + own + "-2.md"));
    Path foreign = Files.createFile(state.resolve("notes.md"));

    play(provider(List.of(ScriptedAnswer.says("ok"))), request());

    assertEquals(
        List.of(false, false, true, true),
        Stream.of(left, earlier, needed, foreign).map(Files::exists).toList());
  }

  @Test
  void aProgramThatCannotBeAskedIsEnded() throws Exception {
    Provider provider = provider(List.of());
    assertThrows(
        IllegalArgumentException.class, () -> provider.stream(request(GooseMode.AUTO, ANSWER)));
    assertEquals(List.of(), claude.program.running());
  }

  @Test
  void aLongSystemPromptGoesIntoAFile() throws Exception {
    ProviderRequest asked = request();
    ProviderRequest big =
        new ProviderRequest(
            asked.model(),
            "",
            "ü".repeat(100_000),
            asked.messages(),
            List.of(),
            asked.workContext());
    play(provider(List.of(ScriptedAnswer.says("ok"))), big);
    assertTrue(claude.program.starts().getFirst().contains("--system-prompt-file"));
  }

  @Test
  void blocksOfTextAreApart() throws Exception {
    claude.program.answers(
        List.of(
            FakeClaude.blockStart(),
            FakeClaude.delta("Let me look."),
            FakeClaude.blockStart(),
            FakeClaude.delta("Done."),
            FakeClaude.whole("Done."),
            FakeClaude.result()),
        "");
    assertEquals("Let me look.\n\nDone.", play(provider(List.of()), request()));
  }

  @Test
  void aProgramThatDoesNotStreamIsHeard() throws Exception {
    claude.program.answers(List.of(FakeClaude.whole("Hello."), FakeClaude.result()), "");
    assertEquals("Hello.", play(provider(List.of()), request()));
  }

  @Test
  void itsMenuIsTheListOfModels() throws Exception {
    assertEquals(List.of("default", "sonnet"), provider(List.of()).models());
  }

  @Test
  void aProgramThatDoesNotAnswerIsGivenUp() throws Exception {
    Files.delete(folder.resolve("hello"));
    Files.writeString(folder.resolve("claude"), "#!/bin/sh\nsleep 1000\n");
    Provider provider = provider(Duration.ofSeconds(1));
    var failure = assertThrows(ProviderException.RequestFailed.class, provider::models);
    assertEquals("claude said nothing for 1 seconds", failure.text());
  }

  @Test
  void aProgramThatSaysNothingAfterItsStartIsGivenUp() throws Exception {
    Path mute = Files.writeString(folder.resolve("mute"), "#!/bin/sh\nexec sleep 1000\n");
    assertTrue(mute.toFile().setExecutable(true));
    Map<String, String> settings =
        Map.of("CLAUDE_CODE_COMMAND", mute.toString(), "GANDER_PROGRAM_START_TIMEOUT", "1");
    Provider provider =
        made(
            new ClaudeCodeProviderFactory(Duration.ofSeconds(1))
                .create(
                    claude.program.settings(settings, List.of()),
                    ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));

    var failure =
        assertThrows(ProviderException.RequestFailed.class, () -> play(provider, request()));

    assertEquals(
        "mute said nothing within 1 s of its start (GANDER_PROGRAM_START_TIMEOUT)", failure.text());
  }

  @Test
  void aProgramThatIsNotThereIsNamedWithItsKey() {
    assertEquals(
        "The program `no-such-claude` was not found: install it, or set CLAUDE_CODE_COMMAND to"
            + " its path",
        whyNot("no-such-claude"));
  }

  @Test
  void aProgramThatMayNotBeRunIsNamedWithItsKey() {
    assertEquals(
        "The program `"
            + folder
            + "` may not be run: make it executable, or set CLAUDE_CODE_COMMAND to its path",
        whyNot(folder.toString()));
  }

  private String whyNot(String command) {
    return assertThrows(
            ProviderException.ExecutionError.class,
            () ->
                new ClaudeCodeProviderFactory()
                    .create(
                        claude.program.settings(Map.of("CLAUDE_CODE_COMMAND", command), List.of())))
        .text();
  }

  @Test
  void aNameIsLookedForInTheUsersFolders() throws Exception {
    claude.play(ScriptedAnswer.says("found"));
    Provider provider =
        made(
            new ClaudeCodeProviderFactory()
                .create(claude.program.settings(Map.of(), List.of(folder.toString()))));
    assertEquals("found", play(provider, request()));
  }

  @Test
  void whatItPrintsBesideItsProtocolIsPassedOver() throws Exception {
    claude.program.answers(
        List.of(),
        "echo 'Warning: {\"half'; printf '\\377\\n'; echo; echo '[1]'; cat '%s' '%s'"
            .formatted(
                claude.program.file("text", FakeClaude.delta("fine")),
                claude.program.file("end", FakeClaude.result())));
    assertEquals("fine", play(provider(List.of()), request()));
  }

  @Test
  void whenItDiesItsLastWordsAreToldWithoutSecrets() throws Exception {
    claude.program.variable("ANTHROPIC_API_KEY", "hunter2hunter2");
    claude.program.answers(
        List.of(),
        "i=0; while [ $i -lt 3000 ]; do echo noise >&2; i=$((i + 1)); done;"
            + " echo \"cannot use $ANTHROPIC_API_KEY or sk-ant-0123456789abcdef\" >&2; exit 1");
    Provider provider = provider(List.of());
    var failure =
        assertThrows(ProviderException.RequestFailed.class, () -> provider.stream(request()));
    assertTrue(failure.text().endsWith("noise\ncannot use *** or ***"), failure.text());
    assertTrue(failure.text().length() < 2500);
  }

  @Test
  void aLineWithoutEndIsAFailure() throws Exception {
    claude.program.answers(
        List.of(), "head -c 50000000 /dev/zero | tr '\\000' a; echo; sleep 1000");
    Provider provider = provider(List.of());
    var failure =
        assertThrows(ProviderException.RequestFailed.class, () -> provider.stream(request()));
    assertTrue(failure.text().contains("line that is too long"), failure.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Context window exceeded | ContextLengthExceeded
          Prompt is too long      | ContextLengthExceeded
          Rate limit reached      | RateLimited
          Please run /login       | Authentication
          It broke                | RequestFailed
          """)
  void failuresHaveTheirKinds(String text, String kind) throws Exception {
    claude.program.answers(
        List.of(JsonObject.builder().put("type", "error").put("error", text).build()),
        "sleep 1000");
    Provider provider = provider(List.of());
    var failure = assertThrows(ProviderException.class, () -> provider.stream(request()));
    assertEquals(kind, failure.getClass().getSimpleName());
    assertEquals(text, failure.text());
  }

  @Test
  void aCancelledAnswerEndsTheProgramAndItsChildren() throws Exception {
    claude.program.answers(
        List.of(FakeClaude.delta("working")), "sleep 1000 & echo $! >> \"$dir/pids\"; wait");
    Provider provider = provider(List.of());
    try (ProviderStream stream = provider.stream(request())) {
      assertTrue(stream.next().isPresent());
      claude.program.awaitRunning(2);
    }
    assertEquals(List.of(), claude.program.running());
  }

  @Test
  void afterACancelTheNextProgramIsToldWhatWasSaid() throws Exception {
    Provider provider =
        provider(
            List.of(
                ScriptedAnswer.start("a1").text("half").hang(new CountDownLatch(1)),
                ScriptedAnswer.says("two")));
    try (ProviderStream stream = provider.stream(request())) {
      assertEquals(Optional.of("half"), stream.next().map(Delta::message).map(Message::text));
    }
    assertEquals("two", play(provider, request(GooseMode.APPROVE, HELLO, ANSWER, AGAIN)));
    assertTrue(texts().get(1).contains("[user]: hello"));
  }

  @Test
  void aSessionThatEndsEndsItsProgram() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one")));
    play(provider, request());
    assertEquals(1, claude.program.running().size());
    provider.close();
    assertEquals(List.of(), claude.program.running());
  }

  @Test
  void aProgramThatDiedBetweenTwoMessagesIsReplaced() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    claude.program.running().getFirst().destroyForcibly();
    // The handle tells of the end a moment before the process of its provider does.
    FakeProgram.awaitEmpty(folder.resolve("state/gander/children"));
    assertEquals("two", play(provider, request(GooseMode.APPROVE, HELLO, ANSWER, AGAIN)));
  }

  /// The texts of all messages that it was sent.
  private List<String> texts() {
    return claude.program.heard().stream()
        .filter(line -> line.text("type").equals(Optional.of("user")))
        .flatMap(
            line -> line.object("message").orElseThrow().array("content").get().items().stream())
        .map(block -> assertInstanceOf(JsonObject.class, block).text("text").orElseThrow())
        .toList();
  }
}
