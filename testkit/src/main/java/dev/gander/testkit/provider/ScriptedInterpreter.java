package dev.gander.testkit.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// An interpreter that finds the same calls in every text, and records its requests. Thread-safe.
public final class ScriptedInterpreter implements ToolCallInterpreter {
  /// The text to interpret, and the model to do it.
  public record Question(String said, String model) {}

  /// What each reply takes.
  public static final long INPUT = 70;

  public static final long OUTPUT = 7;
  public static final String USUAL = "interpreter-1";

  private final List<Question> questions = new ArrayList<>();
  private List<ToolCall> found = List.of();
  private @Nullable ProviderException failure;
  private @Nullable ProviderException confusion;
  private @Nullable String chosen;
  private boolean silent;

  public synchronized ScriptedInterpreter find(ToolCall... calls) {
    found = Arrays.asList(calls);
    return this;
  }

  public synchronized ScriptedInterpreter failing(ProviderException with) {
    failure = with;
    return this;
  }

  /// From now on, it answers with something other than calls.
  public synchronized ScriptedInterpreter confused() {
    confusion = new ProviderException.ExecutionError("not a list of calls", null);
    return this;
  }

  /// Sets the user's choice of model.
  public synchronized ScriptedInterpreter choosing(String model) {
    chosen = model;
    return this;
  }

  @Override
  public synchronized @Nullable String chosenModel() {
    return chosen;
  }

  /// From now on, it never answers.
  public synchronized ScriptedInterpreter silent() {
    silent = true;
    return this;
  }

  public synchronized List<Question> questions() {
    return List.copyOf(questions);
  }

  /// Waits for the first request.
  public synchronized void awaitQuestion() throws InterruptedException {
    while (questions.isEmpty()) {
      wait();
    }
  }

  @Override
  public String provider() {
    return "interpreters";
  }

  @Override
  public String usualModel() {
    return USUAL;
  }

  @Override
  public Reply ask(String said, List<Tool> tools, String model) throws InterruptedException {
    if (noted(new Question(said, model))) {
      new CountDownLatch(1).await();
    }
    return answer(model);
  }

  private synchronized boolean noted(Question question) {
    questions.add(question);
    notifyAll();
    return silent;
  }

  private synchronized Reply answer(String model) {
    if (failure != null) {
      throw failure;
    }
    return new Found(
        new ProviderUsage(model, TokenUsage.of(INPUT, OUTPUT, null)),
        List.copyOf(found),
        confusion);
  }

  private record Found(
      ProviderUsage usage, List<ToolCall> found, @Nullable ProviderException confusion)
      implements Reply {
    @Override
    public List<ToolCall> calls() {
      if (confusion != null) {
        throw confusion;
      }
      return found;
    }
  }
}
