package dev.gander.adapters.acp.feed;

import dev.gander.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/// Messages on their way from the thread that reads them: the first are used while the last are
/// still read.
final class MessageHandover {
  /// As many are handed over at once.
  private static final int BATCH = 64;

  /// An empty one is the last.
  private final BlockingQueue<List<Message>> batches = new LinkedBlockingQueue<>();

  // For the reading thread.
  private List<Message> batch = new ArrayList<>();

  /// Uses each message, in order, on the calling thread.
  ///
  /// @param reading passes each message to what it is given, and returns all; its exceptions
  ///   propagate
  /// @return all messages
  static List<Message> each(
      Function<Consumer<Message>, List<Message>> reading, Consumer<Message> use)
      throws InterruptedException {
    MessageHandover handover = new MessageHandover();
    FutureTask<List<Message>> all = new FutureTask<>(() -> handover.read(reading));
    Thread.ofVirtual().name("acp-read").start(all);
    List<Message> next = handover.batches.take();
    while (!next.isEmpty()) {
      next.forEach(use);
      next = handover.batches.take();
    }
    try {
      return all.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private List<Message> read(Function<Consumer<Message>, List<Message>> reading) {
    try {
      List<Message> all = reading.apply(this::take);
      if (!batch.isEmpty()) {
        batches.add(batch);
      }
      return all;
    } finally {
      batches.add(List.of());
    }
  }

  private void take(Message message) {
    batch.add(message);
    if (batch.size() == BATCH) {
      batches.add(batch);
      batch = new ArrayList<>();
    }
  }
}
