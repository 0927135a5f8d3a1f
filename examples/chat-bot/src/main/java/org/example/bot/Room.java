package org.example.bot;

import dev.gander.client.Chat;
import dev.gander.client.ChatFailure;
import dev.gander.domain.message.Action.ToolConfirmation;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One room: its session, and the question that it may have been asked. Prompts wait for each other.
final class Room {
  private static final long PATIENCE_MINUTES = 10;

  private final Supplier<Chat> newChat;
  private final Line line;
  private final String name;
  private final AtomicReference<CompletableFuture<Boolean>> question = new AtomicReference<>();
  private final ReentrantLock turn = new ReentrantLock(true);
  private Chat chat;

  Room(Supplier<Chat> newChat, Line line, String name) {
    this.newChat = newChat;
    this.line = line;
    this.name = name;
  }

  /// Takes what somebody says to the bot; the answer comes later.
  void hear(String who, String text) {
    CompletableFuture<Boolean> open = question.get();
    if (open != null && (text.equals("yes") || text.equals("no"))) {
      open.complete(text.equals("yes"));
    } else {
      Thread.ofVirtual().start(() -> answer(who, text));
    }
  }

  private void answer(String who, String text) {
    turn.lock();
    try {
      if (chat == null) {
        chat = newChat.get();
      }
      line.say(name, who, chat.deciding(asked -> isAllowed(who, asked)).ask(text).text());
    } catch (ChatFailure | IllegalStateException | UncheckedIOException e) {
      line.say(name, who, "that went wrong: " + e.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private boolean isAllowed(String who, ToolConfirmation asked) {
    CompletableFuture<Boolean> decision = new CompletableFuture<>();
    question.set(decision);
    line.say(name, who, "may I use " + asked.toolName() + "? Say yes or no.");
    boolean isAllowed =
        decision.completeOnTimeout(false, PATIENCE_MINUTES, TimeUnit.MINUTES).join();
    question.set(null);
    return isAllowed;
  }
}
