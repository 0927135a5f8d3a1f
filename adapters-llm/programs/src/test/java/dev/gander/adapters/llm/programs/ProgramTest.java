package dev.gander.adapters.llm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.WorkContext;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests with a program that is started for each answer. None may be left behind.
public abstract class ProgramTest implements ProviderContract {
  protected static final Message HELLO = Message.user("u1", 1, new Content.Text("hello"));
  protected static final Message ANSWER = Message.assistant("a1", 2, new Content.Text("one"));
  protected static final Message AGAIN = Message.user("u2", 3, new Content.Text("again"));

  /// Reads all of its input, then answers.
  protected static final String ONE_ANSWER =
      """
      cat >> "$dir/inputs"
      printf '\\035' >> "$dir/inputs"
      answer
      """;

  @TempDir protected Path folder;
  protected FakeProgram program;
  private final List<Provider> made = new ArrayList<>();

  @Override
  public boolean readsHalves() {
    return true;
  }

  @BeforeEach
  void install() throws IOException {
    program = new FakeProgram(folder, programName(), ONE_ANSWER);
  }

  @AfterEach
  void nothingIsLeft() {
    made.forEach(Provider::close);
    assertEquals(List.of(), program.running());
  }

  /// What the program is called where it is installed.
  protected abstract String programName();

  /// The lines in which a text is told.
  protected abstract List<JsonObject> says(String text);

  /// The lines with which an answer ends.
  protected abstract List<JsonObject> ends(TokenUsage tokens);

  /// The lines in which a failure is told.
  protected abstract List<JsonObject> fails(String text);

  @Test
  void aSecretThatAFailureRepeatsIsHidden() throws Exception {
    program.variable("MY_API_KEY", "hunter2hunter2");
    program.answers(fails("cannot use hunter2hunter2"), "exit 1");
    Provider provider = provider(List.of());

    var failure = assertThrows(ProviderException.class, () -> provider.stream(request()));

    assertTrue(failure.text().contains("cannot use ***"), failure.text());
    assertFalse(failure.text().contains("hunter2"), failure.text());
  }

  protected final void plan(ScriptedAnswer answer) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    String then = "";
    for (Step step : answer.steps()) {
      switch (step) {
        case Step.Emit(Delta delta) -> {
          if (delta.message() != null) {
            said.append(delta.message().text());
          }
          if (delta.usage() != null) {
            flush(said, lines);
            lines.addAll(ends(delta.usage().tokens()));
          }
        }
        case Step.Fail _ -> then = "echo 'the machine stopped' >&2; exit 7";
        case Step.Pause(CountDownLatch reached, var _) -> {
          then = "sleep 1000";
          Thread.ofVirtual().start(() -> awaitStart(reached));
        }
        case Step.Refuse(var failure) -> lines.addAll(fails("not logged in: " + failure.text()));
        case Step.Ask _ -> throw new IllegalArgumentException("it does not ask");
      }
    }
    flush(said, lines);
    program.answers(lines, then);
  }

  private void awaitStart(CountDownLatch started) {
    program.awaitRunning(1);
    started.countDown();
  }

  private void flush(StringBuilder said, List<JsonObject> lines) {
    if (!said.isEmpty()) {
      lines.addAll(says(said.toString()));
      said.setLength(0);
    }
  }

  protected final Provider made(Provider provider) {
    made.add(provider);
    return provider;
  }

  /// To be called when a test has ended.
  @Override
  public boolean isAgent() {
    return true;
  }

  @Override
  public ProviderRequest request() {
    return request(GooseMode.AUTO, HELLO);
  }

  protected final ProviderRequest request(GooseMode mode, Message... messages) {
    return request(mode, List.of(), messages);
  }

  protected final ProviderRequest request(
      GooseMode mode, List<McpServer> servers, Message... messages) {
    return new ProviderRequest(
        ModelConfig.of("mock"),
        "20260304_1",
        "You are a test.\n\n# Extensions\n\nTools!",
        List.of(messages),
        List.of(),
        new WorkContext(folder, mode, servers));
  }

  protected static ProviderRequest aside() {
    return new ProviderRequest(ModelConfig.of("mock"), "", "Sum up.", List.of(HELLO), List.of());
  }

  protected static String text(Provider provider, ProviderRequest request)
      throws InterruptedException {
    try (ProviderStream stream = provider.stream(request)) {
      return ProviderContract.text(ProviderContract.messages(ProviderContract.drain(stream)));
    }
  }
}
