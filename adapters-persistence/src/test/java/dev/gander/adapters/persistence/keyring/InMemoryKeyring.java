package dev.gander.adapters.persistence.keyring;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A keyring that can be taken away, and whose user may take his time.
public final class InMemoryKeyring implements Keyring {
  volatile boolean available = true;
  public volatile @Nullable String entry;
  final Semaphore answers = new Semaphore(Integer.MAX_VALUE);
  final AtomicInteger questions = new AtomicInteger();

  @Override
  public Optional<String> read() {
    check();
    return Optional.ofNullable(entry);
  }

  @Override
  public void write(String written) {
    check();
    entry = written;
  }

  private void check() {
    questions.incrementAndGet();
    answers.acquireUninterruptibly();
    if (!available) {
      throw new KeyringUnavailable("it was taken away", null);
    }
  }
}
