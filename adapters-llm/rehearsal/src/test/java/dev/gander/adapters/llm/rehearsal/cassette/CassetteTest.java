package dev.gander.adapters.llm.rehearsal.cassette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CassetteTest {
  @TempDir Path folder;
  private Tape tape;

  @BeforeEach
  void emptyTape() {
    tape = new Tape(folder.resolve("tape.jsonl"), List.of());
  }

  @Test
  void fragmentsThoughtsCallsAndCountsArePlayedAsTheyCame() throws Exception {
    ScriptedAnswer answer =
        ScriptedAnswer.start("a1")
            .thinking("hm", "signed")
            .text("Lo")
            .text("ok:")
            .call("c1", "shell", JsonObject.of("command", Json.of("ls \"ü\"\n")))
            .usage(10, 5);
    ScriptedProvider scripted = new ScriptedProvider().answer(answer);
    List<Delta> heard = Tape.hear(tape.provider(scripted), Tape.asking("hello"));

    List<Delta> played = Tape.hear(tape.player(), Tape.asking("hello"));

    assertEquals(heard, played.stream().map(CassetteTest::atNought).toList());
    assertTrue(played.getFirst().message().created() > 0, "played answers are of now");
  }

  private static Delta atNought(Delta delta) {
    Message message = delta.message();
    return message == null ? delta : new Delta(message.withCreated(0), delta.usage());
  }

  @Test
  void whatDiffersFromRunToRunDoesNotCount() throws Exception {
    tape.record(
        Tape.asking(
            "m",
            "It is Monday.",
            Message.user("u1", 1, note("Monday"), new Content.Text("list")),
            Message.assistant("a1", 2, call("c1")),
            Message.user("r1", 3, result("c1", "one file"))),
        ScriptedAnswer.says("one"));

    ProviderRequest later =
        Tape.asking(
            "m",
            "It is Friday.",
            Message.user("u7", 71, note("Friday"), new Content.Text("list")),
            Message.assistant("a7", 72, call("c7")),
            Message.user("r7", 73, result("c7", "three files")));

    assertEquals("one", Tape.text(tape.player(), later));
  }

  private static Content note(String day) {
    return new Content.Text("<turn-context>\n" + day + "\n</turn-context>");
  }

  private static Content call(String id) {
    return new Content.ToolRequest(id, Outcome.success(new ToolCall("shell", JsonObject.EMPTY)));
  }

  private static Content result(String id, String text) {
    return new Content.ToolResponse(id, Outcome.success(ToolResult.text(text)));
  }

  @Test
  void equalRequestsAreAnsweredInTheirOrderAndThenFromTheBeginning() throws Exception {
    tape.record(
        Tape.asking("again"),
        ScriptedAnswer.refused(new ProviderException.RateLimited("slow", Duration.ofSeconds(2))),
        ScriptedAnswer.says("second"));
    tape.record(Tape.asking("other"), ScriptedAnswer.says("other"));
    Provider player = tape.player();
    for (int round = 0; round < 2; round++) {
      var failure =
          assertThrows(
              ProviderException.RateLimited.class, () -> player.stream(Tape.asking("again")));
      assertEquals("slow", failure.text());
      assertEquals(Duration.ofSeconds(2), failure.retryAfter());
      assertEquals("second", Tape.text(player, Tape.asking("again")));
    }
  }

  static Stream<ProviderException> failures() {
    return Stream.of(
        new ProviderException.Authentication("a"),
        new ProviderException.ContextLengthExceeded("b"),
        new ProviderException.RateLimited("c", null),
        new ProviderException.ServerError("d", Duration.ofMillis(1500)),
        new ProviderException.NetworkError("e", new IOException("cause")),
        new ProviderException.RequestFailed("f", null),
        new ProviderException.ExecutionError("g", null),
        new ProviderException.UsageError("h"),
        new ProviderException.Unsupported("i"),
        new ProviderException.EndpointNotFound("j"),
        new ProviderException.CreditsExhausted("k", "https://pay.example"),
        new ProviderException.Refused("l", "cyber"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsPlayedAsTheSameFailure(ProviderException failure) throws Exception {
    tape.record(
        Tape.asking("fail"),
        ScriptedAnswer.refused(failure),
        ScriptedAnswer.start("a").text("half").fail(failure));
    Provider player = tape.player();

    ProviderException refused =
        assertThrows(failure.getClass(), () -> player.stream(Tape.asking("fail")));
    assertEquals(FailureJson.write(failure), FailureJson.write(refused));

    try (ProviderStream stream = player.stream(Tape.asking("fail"))) {
      assertTrue(stream.next().isPresent());
      ProviderException broken = assertThrows(failure.getClass(), stream::next);
      assertEquals(FailureJson.write(failure), FailureJson.write(broken));
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  void whatTheAgentAsksBesidesIsPlayedToo() throws Exception {
    ScriptedProvider scripted = new ScriptedProvider().managingItsOwnContext();
    Provider withFastModel =
        new Provider() {
          @Override
          public String name() {
            return scripted.name();
          }

          @Override
          public ProviderStream stream(ProviderRequest request) throws InterruptedException {
            return scripted.stream(request);
          }

          @Override
          public List<String> models() {
            return scripted.models();
          }

          @Override
          public @Nullable String fastModel() {
            return "small";
          }

          @Override
          public boolean managesOwnContext() {
            return scripted.managesOwnContext();
          }
        };
    Tape.hear(tape.provider(withFastModel), Tape.asking("big", "", Tape.user("hello")));
    Tape.hear(tape.provider(withFastModel), Tape.asking("small", "", Tape.user("a title")));

    Provider player = tape.player();
    assertEquals("small", player.fastModel());
    assertTrue(player.managesOwnContext());
    assertEquals(List.of("big", "small"), player.models());
    assertEquals("done", Tape.text(player, Tape.asking("recorded", "", Tape.user("hello"))));
  }

  @Test
  void aRequestThatWasNotRecordedIsNamed() throws Exception {
    tape.record(Tape.asking("hello"), ScriptedAnswer.says("hi"));
    assertNotRecorded(
        Tape.asking("bye sk-abcdefghijkl"),
        "model `m`, tools: shell; 1 messages, the last from the user: \"bye ***\"",
        "No recorded conversation says the same");
    assertNotRecorded(
        Tape.asking("n", "", Tape.user("hello")), "It was recorded with the model `m`");
    ProviderRequest hello = Tape.asking("hello");
    assertNotRecorded(
        new ProviderRequest(hello.model(), "", "", hello.messages(), List.of()),
        "It was recorded with other tools: more then: shell; more now: none");
  }

  private void assertNotRecorded(ProviderRequest request, String... words) {
    Provider player = tape.player();
    var failure =
        assertThrows(ProviderException.ExecutionError.class, () -> player.stream(request));
    for (String word : words) {
      assertTrue(failure.text().contains(word), failure.text());
    }
    assertTrue(failure.text().contains(tape.file().toString()), failure.text());
  }

  @Test
  void secretsAreNotRecorded() throws Exception {
    Tape secretive = new Tape(tape.file(), List.of("a stored secret", "from-env-key"));
    ScriptedProvider scripted =
        new ScriptedProvider()
            .answer(
                ScriptedAnswer.start("a")
                    .text("you said a sto")
                    .text("red sec")
                    .text("ret and ghp_abcdefghijk")
                    .text("lmnopqrstu!")
                    .call("c", "shell", JsonObject.of("x", Json.of("--token=hidden from-env-key")))
                    .usage(3, 4))
            .answer(ScriptedAnswer.refused(new ProviderException.Authentication("from-env-key")));
    Provider provider = secretive.provider(scripted);
    ProviderRequest request = Tape.asking("use sk-abcdefghijkl, a stored secret");
    Tape.hear(provider, request);
    assertThrows(ProviderException.class, () -> provider.stream(request));

    String file = Files.readString(tape.file());
    for (String secret :
        List.of("stored secret", "red sec", "ghp_", "sk-abc", "hidden", "from-env-key")) {
      assertFalse(file.contains(secret), secret + " in " + file);
    }
    // What merely looks like a secret is hidden when it is asked for again, too.
    ProviderRequest again = Tape.asking("use sk-abcdefghijkl, ***");
    List<Delta> played = Tape.hear(tape.player(), again);
    assertEquals("you said *** and ***!", ProviderContract.text(ProviderContract.messages(played)));
    assertEquals(7L, ProviderContract.usage(played).orElseThrow().tokens().total());
  }

  @Test
  void whatIsNamedLikeASecretIsNotRecordedAndFoundAgain() throws Exception {
    JsonObject arguments =
        JsonObject.builder()
            .put("url", "http://here")
            .put("login", JsonObject.of("password", Json.of("red-hot")))
            .put("pin_token", 4711)
            .build();
    tape.record(Tape.asking("log in"), ScriptedAnswer.start("a").call("c", "shell", arguments));
    Message called =
        Message.assistant(
            "a",
            2,
            new Content.ToolRequest("c", Outcome.success(new ToolCall("shell", arguments))));
    ProviderRequest next =
        Tape.asking("m", "You are a test.", Tape.user("log in"), called, Tape.user("and?"));
    tape.record(next, ScriptedAnswer.says("in"));

    String file = Files.readString(tape.file());
    assertFalse(file.contains("red-hot") || file.contains("4711"), file);
    assertTrue(file.contains("http://here"), file);
    assertEquals("in", Tape.text(tape.player(), next));
  }

  @Test
  void aQuestionIsAskedAgainAndAnyAnswerWillDo() throws Exception {
    var question =
        new Action.ToolConfirmation("q1", "Bash", JsonObject.EMPTY, null, JsonObject.EMPTY);
    ScriptedProvider scripted =
        new ScriptedProvider()
            .answer(
                ScriptedAnswer.start("a")
                    .then(new ScriptedAnswer.Step.Emit(Delta.of(question, 0)))
                    .text("done"));
    Tape.hear(tape.provider(scripted), Tape.asking("x"));
    try (ProviderStream stream = tape.player().stream(Tape.asking("x"))) {
      assertEquals(Optional.of(question), stream.next().orElseThrow().question());
      assertThrows(
          IllegalStateException.class, () -> stream.answer("q2", ConfirmationAction.DENY_ONCE));
      stream.answer("q1", ConfirmationAction.DENY_ONCE);
      assertThrows(
          IllegalStateException.class, () -> stream.answer("q1", ConfirmationAction.DENY_ONCE));
      assertEquals("done", stream.next().orElseThrow().message().text());
    }
  }

  /// As while a service is connected to, or is given time after a refusal.
  @Test
  void aTurnThatWasCancelledBeforeItsAnswerWaitsToBeCancelledAgain() throws Exception {
    ScriptedProvider scripted = new ScriptedProvider();
    Provider provider = tape.provider(scripted);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> provider.stream(Tape.asking("x")));

    try (ProviderStream stream = tape.player().stream(Tape.asking("x"))) {
      Thread.ofVirtual().start(stream::close);
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  void aCancelledAnswerWaitsToBeCancelledAgain() throws Exception {
    ScriptedProvider scripted =
        new ScriptedProvider()
            .answer(ScriptedAnswer.start("a").text("one").hang(new CountDownLatch(1)));
    try (ProviderStream stream = tape.provider(scripted).stream(Tape.asking("x"))) {
      assertTrue(stream.next().isPresent());
    }
    assertTrue(tape.lines().getFirst().contains("\"how\":\"cancelled\""));
    try (ProviderStream stream = tape.player().stream(Tape.asking("x"))) {
      assertTrue(stream.next().isPresent());
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, stream::next);
    }
  }

  @Test
  void anInterruptedThreadRecordsToo() throws Exception {
    ScriptedProvider scripted = new ScriptedProvider();
    ProviderStream stream = tape.provider(scripted).stream(Tape.asking("x"));
    Thread.currentThread().interrupt();
    stream.close();
    assertTrue(Thread.interrupted());
    assertEquals(1, tape.lines().size());
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    Files.createFile(
        tape.file(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    tape.record(Tape.asking("x"), ScriptedAnswer.says("y"));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(tape.file())));
  }

  @Test
  void manyWriteAtOnceAndEachLineIsWhole() throws Exception {
    int writers = 8;
    int each = 20;
    ScriptedAnswer[] answers =
        IntStream.range(0, each)
            .mapToObj(_ -> ScriptedAnswer.says("x".repeat(20_000)))
            .toArray(ScriptedAnswer[]::new);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tasks = Collections.nCopies(writers, () -> recordAll(answers));
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        assertTrue(done.get());
      }
    }
    assertEquals(writers * each, tape.lines().size());
    assertEquals("x".repeat(20_000), Tape.text(tape.player(), Tape.asking("x")));
  }

  /// With a recording of its own, as another process has.
  private boolean recordAll(ScriptedAnswer... answers) throws InterruptedException {
    new Tape(tape.file(), List.of()).record(Tape.asking("x"), answers);
    return true;
  }

  @Test
  void halfALineCostsOnlyItself() throws Exception {
    tape.record(Tape.asking("first"), ScriptedAnswer.says("1"));
    byte[] line = Files.readAllBytes(tape.file());
    for (int cut : new int[] {1, 30, line.length / 2, line.length - 2}) {
      Files.write(tape.file(), Arrays.copyOf(line, cut), StandardOpenOption.APPEND);
      assertEquals("1", Tape.text(tape.player(), Tape.asking("first")));
      tape.record(Tape.asking("after " + cut), ScriptedAnswer.says("2"));
      assertEquals("2", Tape.text(tape.player(), Tape.asking("after " + cut)));
    }
  }

  @Test
  void aProcessThatWasKilledAtItsFirstLineMayGoOn() throws Exception {
    Files.writeString(tape.file(), "{\"gander_c");
    tape.record(Tape.asking("x"), ScriptedAnswer.says("y"));
    assertEquals("y", Tape.text(tape.player(), Tape.asking("x")));
  }

  @Test
  void whatIsRecordedMeanwhileIsPlayed() throws Exception {
    tape.record(Tape.asking("a"), ScriptedAnswer.says("1"));
    ReplayProviderFactory factory = new ReplayProviderFactory();
    TestSettings settings = TestSettings.of("REPLAY_FILE", tape.file().toString());
    assertEquals("1", Tape.text(factory.create(settings), Tape.asking("a")));
    tape.record(Tape.asking("b"), ScriptedAnswer.says("2"));
    assertEquals("2", Tape.text(factory.create(settings), Tape.asking("b")));
  }

  @Test
  void whatIsPlayedIsNotRecorded() throws Exception {
    tape.record(Tape.asking("a"), ScriptedAnswer.says("1"));
    Provider player =
        tape.recording()
            .provider(
                new ReplayProviderFactory(),
                TestSettings.of("REPLAY_FILE", tape.file().toString()));
    assertEquals("1", Tape.text(player, Tape.asking("a")));
    assertEquals(1, tape.lines().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // empty
        "\n\n",
        "not json at all\n",
        "{\"gander_cassette\":2,\"new\":true}\n",
        "{\"some\":\"object\"}\n",
        "[1]\n",
        "{\"gander_cassette\":1,\"service\":{}}\n"
      })
  void whatIsNoCassetteIsNotPlayed(String text) throws Exception {
    Files.writeString(tape.file(), text);
    var failure = assertThrows(ProviderException.ExecutionError.class, tape::player);
    assertTrue(failure.text().contains(tape.file().toString()), failure.text());
  }

  @Test
  void aForeignVersionIsNamed() throws Exception {
    tape.record(Tape.asking("a"), ScriptedAnswer.says("1"));
    Files.writeString(tape.file(), "{\"gander_cassette\":7}\n", StandardOpenOption.APPEND);
    var failure = assertThrows(ProviderException.ExecutionError.class, tape::player);
    assertTrue(failure.text().contains("line 2"), failure.text());
    assertTrue(failure.text().contains("version 7"), failure.text());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    var missing = assertThrows(ProviderException.ExecutionError.class, tape::player);
    assertTrue(missing.text().contains("there is no such file"), missing.text());
    Files.createDirectory(tape.file());
    var directory = assertThrows(ProviderException.ExecutionError.class, tape::player);
    assertTrue(directory.text().contains("it is a folder"), directory.text());
  }

  @Test
  void aLineBeyondAllBoundsIsRefused() throws Exception {
    byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 65; i++) {
      Files.write(tape.file(), megabyte, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    var failure = assertThrows(ProviderException.ExecutionError.class, tape::player);
    assertTrue(failure.text().contains("line 1 is longer than 64 MiB"), failure.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"export PATH=x\n", "{\"gander_cassette\":2,", "{}"})
  void somethingElseIsNotRecordedOver(String text) throws Exception {
    Files.writeString(tape.file(), text);
    var failure = assertThrows(StorageException.class, tape::recording);
    assertTrue(failure.text().contains(tape.file().toString()), failure.text());
    assertEquals(text, Files.readString(tape.file()));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldAtTheStart() throws Exception {
    Path nowhere = folder.resolve("missing").resolve("tape.jsonl");
    var failure =
        assertThrows(StorageException.class, () -> new Tape(nowhere, List.of()).recording());
    assertTrue(failure.text().contains(nowhere.toString()), failure.text());
    Files.createDirectory(tape.file());
    assertThrows(StorageException.class, tape::recording);
  }

  @Test
  void anAnswerThatCannotBeRecordedIsStillGiven() throws Exception {
    Provider provider = tape.provider(new ScriptedProvider().answer(ScriptedAnswer.says("hi")));
    Files.delete(tape.file());
    assertEquals("hi", Tape.text(provider, Tape.asking("x")));
    assertFalse(Files.exists(tape.file()));
  }

  @Test
  void aSignInIsPassedOnAndNotRecorded() throws Exception {
    Credentials credentials = new Credentials.Secret("KEY", "value");
    Provider provider =
        tape.provider(
            new Provider() {
              @Override
              public String name() {
                return "n";
              }

              @Override
              public ProviderStream stream(ProviderRequest request) {
                throw new ProviderException.Unsupported("no");
              }

              @Override
              public List<String> models() {
                return List.of();
              }

              @Override
              public Credentials signIn() {
                return credentials;
              }
            });
    assertInstanceOf(Credentials.Secret.class, provider.signIn());
    assertNull(provider.fastModel());
    assertEquals(List.of(), tape.lines());
  }
}
