package dev.gander.testkit.webhook;

import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookSender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Keeps what is sent, and answers as a test says; 200 without a word of it. Thread-safe.
public final class ScriptedSender implements WebhookSender {
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Sent> sent = new ArrayList<>();

  /// What was sent.
  ///
  /// @param secrets that signed it
  public record Sent(Letter letter, List<WebhookSecret> secrets, Set<String> named) {}

  /// Answers the next letters so, one after the other.
  public synchronized void answers(Answer... next) {
    answers.addAll(List.of(next));
  }

  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  @Override
  public synchronized Answer send(Letter letter, List<WebhookSecret> secrets, Set<String> named) {
    sent.add(new Sent(letter, secrets, named));
    Answer next = answers.poll();
    return next == null ? new Answer.Status(200) : next;
  }
}
