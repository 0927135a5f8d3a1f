package dev.gander.application.engine.tool;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Passes messages from running tools to the turn's thread, in order. A tool that sends faster than
/// the client reads loses notifications, never a question or its answer.
final class ToolInbox {
  static final int MAX_NOTES = 1_000;

  sealed interface Letter {
    Content.ToolRequest request();
  }

  record Note(Content.ToolRequest request, TurnEvent.Notification event) implements Letter {}

  record Work(Content.ToolRequest request, TurnEvent.Worked event) implements Letter {}

  record Question(Content.ToolRequest request, Message message) implements Letter {}

  /// The user has answered, or is no longer asked.
  record QuestionOver(Content.ToolRequest request) implements Letter {}

  record Answer(Content.ToolRequest request, Outcome<ToolResult> outcome) implements Letter {}

  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
  private final AtomicInteger notes = new AtomicInteger();

  void put(Note note) {
    if (notes.incrementAndGet() > MAX_NOTES) {
      notes.decrementAndGet();
    } else {
      letters.add(note);
    }
  }

  void put(Work work) {
    letters.add(work);
  }

  void put(Question question) {
    letters.add(question);
  }

  void put(QuestionOver over) {
    letters.add(over);
  }

  void put(Answer answer) {
    letters.add(answer);
  }

  /// @return empty if none comes in time
  Optional<Letter> take(Duration patience) throws InterruptedException {
    Letter letter = letters.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (letter instanceof Note) {
      notes.decrementAndGet();
    }
    return Optional.ofNullable(letter);
  }
}
