package org.example.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract contains what Gander expects of every provider. This class adds what it needs to
/// run: a service with planned answers, here a program; and what only this provider does.
class ProgramProviderTest implements ProviderContract {
  /// Plays the first answer that has not been taken yet. The shell takes it by itself (`set -C` lets
  /// it make a file only once), so that nothing writes any more when the shell has ended.
  private static final String PROGRAM =
      """
      cat >/dev/null
      set -C
      i=0
      while ! true 2>/dev/null >"%1$s/taken-$i"; do i=$((i + 1)); done
      . "%1$s/$i.sh"
      """;

  private static final ChildEnvironment ENVIRONMENT = ChildEnvironment.of(System.getenv());

  @TempDir Path folder;

  /// Before the folder is deleted, into which they may still be writing.
  @AfterEach
  void theProgramsHaveEnded() {
    ProcessHandle.current().descendants().forEach(program -> program.onExit().join());
  }

  /// Answers are streamed. Everything else is left out or refused, and the contract tests that.
  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.FRAGMENTS);
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws IOException {
    for (int i = 0; i < answers.size(); i++) {
      String script =
          answers.get(i).steps().stream()
              .map(ProgramProviderTest::statement)
              .collect(Collectors.joining("\n"));
      Files.writeString(folder.resolve(i + ".sh"), script + "\n");
    }
    return new ProgramProvider(PROGRAM.formatted(folder), ENVIRONMENT);
  }

  /// A step of an answer in shell syntax.
  private static String statement(Step step) {
    return switch (step) {
      case Step.Emit(var delta) ->
          delta.message() == null ? ":" : "printf %s " + quoted(delta.message().text());
      case Step.Fail(var failure) -> complaint(failure);
      case Step.Refuse(var failure) -> complaint(failure);
      case Step.Pause _ -> "sleep 600";
      default -> throw new IllegalArgumentException("a program cannot: " + step);
    };
  }

  private static String complaint(ProviderException failure) {
    return "echo " + quoted(failure.text()) + " >&2; exit 1";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  @Test
  void theProgramReadsTheConversation() throws InterruptedException {
    ProviderRequest request =
        new ProviderRequest(
            ModelConfig.of("large"),
            "20260304_1",
            "Be kind.",
            List.of(
                Message.user("u1", 1, new Content.Text("Hello")),
                Message.assistant("a1", 2, new Content.Text("Good day")),
                Message.user("u2", 3, new Content.Text("Wie geht's? 🦢"))),
            List.of());
    assertEquals(
        "Be kind.\n\nUser: Hello\nAssistant: Good day\nUser: Wie geht's? 🦢\n(large)",
        answer("cat; printf '(%s)' \"$MODEL\"", request));
  }

  @Test
  void aProgramThatFailsSaysWhy() {
    var failure =
        assertThrows(
            ProviderException.RequestFailed.class,
            () -> answer("head -c 200000 /dev/zero | tr '\\0' x >&2; exit 3", request()));
    assertTrue(failure.text().startsWith("the program ended with 3: xxx"), failure.text());
    assertTrue(failure.text().length() < 2_000);
  }

  @Test
  void aProgramThatIsNotThereIsTold() {
    var failure =
        assertThrows(
            ProviderException.RequestFailed.class, () -> answer("no-such-program", request()));
    assertTrue(failure.text().contains("no-such-program"), failure.text());
  }

  private static String answer(String command, ProviderRequest request)
      throws InterruptedException {
    try (ProviderStream stream = new ProgramProvider(command, ENVIRONMENT).stream(request)) {
      return ProviderContract.text(ProviderContract.messages(ProviderContract.drain(stream)));
    }
  }
}
