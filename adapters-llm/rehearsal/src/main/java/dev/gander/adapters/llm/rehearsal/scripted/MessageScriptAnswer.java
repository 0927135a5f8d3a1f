package dev.gander.adapters.llm.rehearsal.scripted;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.wire.ToolArguments;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Plays one step: the thought, the text word by word, the calls, the counts. A dropped or garbled
/// answer fails where the text ends, and a hanging one stops there.
final class MessageScriptAnswer implements ProviderStream {
  private static final Pattern WORD = Pattern.compile("\\s*\\S+|\\s+");

  private final Queue<Content> said = new ArrayDeque<>();
  private final Queue<Delta> rest = new ArrayDeque<>();
  private final Step step;
  private final boolean hangs;
  private final String id;
  private final long created;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean spoke;

  /// @param firstCall the number of the first call without an id in the script
  MessageScriptAnswer(
      Step step, boolean hangs, String id, int firstCall, ProviderUsage usage, long created) {
    this.step = step;
    this.hangs = hangs;
    this.id = step.answerId() == null ? id : step.answerId();
    this.created = created;
    if (!step.thought().isEmpty()) {
      said.add(new Content.Thinking(step.thought(), ""));
    }
    words(text(step)).forEach(word -> said.add(new Content.Text(word)));
    Content[] calls = calls(step, firstCall);
    if (calls.length > 0) {
      rest.add(Delta.of(Message.assistant(this.id, created, calls)));
    }
    rest.add(Delta.of(usage));
  }

  static String text(Step step) {
    return String.join("\n", step.says());
  }

  static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    if (Thread.interrupted()) {
      close();
      throw new InterruptedException("interrupted while an answer was played");
    }
    if (closed.getCount() == 0) {
      return Optional.empty();
    }
    if (!said.isEmpty()) {
      return speak();
    }
    fail();
    if (hangs) {
      closed.await();
      return Optional.empty();
    }
    return Optional.ofNullable(rest.poll());
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private Optional<Delta> speak() throws InterruptedException {
    if (spoke && step.wordsPerSecond() > 0) {
      long nanos = (long) (TimeUnit.SECONDS.toNanos(1) / step.wordsPerSecond());
      if (closed.await(nanos, TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    }
    spoke = true;
    return Optional.of(Delta.of(Message.assistant(id, created, said.remove())));
  }

  private void fail() {
    switch (step.ending()) {
      case WHOLE -> {}
      case DROPPED -> {
        close();
        throw new ProviderException.NetworkError(
            "Stream decode error: the script drops the connection here", null);
      }
      case GARBLED -> {
        close();
        throw new ProviderException.NetworkError(
            "Stream decode error: the script sends a malformed chunk here", null);
      }
    }
  }

  private static Content[] calls(Step step, int firstCall) {
    Content[] calls = new Content[step.calls().size()];
    for (int i = 0; i < calls.length; i++) {
      Step.Call call = step.calls().get(i);
      String callId = call.id().isEmpty() ? "call_" + (firstCall + i) : call.id();
      calls[i] = ToolArguments.request(callId, call.tool(), call.arguments(), JsonObject.EMPTY);
    }
    return calls;
  }
}
