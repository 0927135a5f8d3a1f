package dev.gander.adapters.nostr;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Sends a request to several relays in parallel, each on its own connection, which ends with the
/// request.
///
/// @param connect how long a relay may take to connect
/// @param answer how long it may then take to answer
record Relays(Duration connect, Duration answer) {
  /// How many relays may send a large message at the same time.
  private static final int LARGE_MESSAGES = 2;

  interface Question<T> {
    T ask(RelayConnection relay) throws RelayFailure, InterruptedException;
  }

  /// The results when enough relays had answered or all were done.
  ///
  /// @param failures `address: reason` of each relay that failed
  record Answers<T>(List<T> good, List<String> failures) {}

  private sealed interface Outcome<T> {
    record Good<T>(T answer) implements Outcome<T> {}

    record Failed<T>(String failure) implements Outcome<T> {}
  }

  /// Waits until `enough` relays have given a good answer, or for all of them.
  <T> Answers<T> ask(List<RelayAddress> relays, int enough, Question<T> question)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Semaphore permits = new Semaphore(LARGE_MESSAGES);
    HttpClient client =
        HttpClient.newBuilder().executor(task -> Thread.ofVirtual().start(task)).build();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        var outcomes = new ExecutorCompletionService<Outcome<T>>(threads);
        relays.forEach(relay -> outcomes.submit(() -> outcome(client, relay, permits, question)));
        return collect(outcomes, relays.size(), enough);
      } finally {
        threads.shutdownNow();
      }
    } finally {
      client.shutdownNow();
    }
  }

  private <T> Outcome<T> outcome(
      HttpClient client, RelayAddress relay, Semaphore permits, Question<T> question)
      throws InterruptedException {
    try (RelayConnection connection =
        RelayConnection.open(client, relay, connect, answer, permits)) {
      return new Outcome.Good<>(question.ask(connection));
    } catch (RelayFailure e) {
      return new Outcome.Failed<>(relay + ": " + e.getMessage());
    }
  }

  private static <T> Answers<T> collect(
      ExecutorCompletionService<Outcome<T>> outcomes, int all, int enough)
      throws InterruptedException {
    List<T> good = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    while (good.size() < enough && good.size() + failures.size() < all) {
      switch (result(outcomes)) {
        case Outcome.Good<T>(T answer) -> good.add(answer);
        case Outcome.Failed<T>(String failure) -> failures.add(failure);
      }
    }
    return new Answers<>(good, failures);
  }

  private static <T> Outcome<T> result(ExecutorCompletionService<Outcome<T>> outcomes)
      throws InterruptedException {
    try {
      return outcomes.take().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a relay was asked wrongly", e);
    }
  }
}
