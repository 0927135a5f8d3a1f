package dev.gander.adapters.llm.programs;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A pool of one: keeps a program between the answers of a conversation. Callers take it out and
/// give it back; a program that can no longer be used is ended. Any thread.
public final class ProgramPool<T extends PooledProgram> implements AutoCloseable {
  private @Nullable T kept;
  private boolean closed;

  /// The kept program, if it matches; another one is ended.
  public Optional<T> take(Predicate<T> isRight) {
    T found;
    synchronized (this) {
      found = kept;
      kept = null;
    }
    if (found == null) {
      return Optional.empty();
    }
    if (found.isRunning() && isRight.test(found)) {
      return Optional.of(found);
    }
    found.end();
    return Optional.empty();
  }

  /// Keeps a program for the next request, if there is room; ends it otherwise.
  public void giveBack(T program) {
    synchronized (this) {
      if (!closed && kept == null) {
        kept = program;
        return;
      }
    }
    program.end();
  }

  /// Ends the kept program; none is kept from now on.
  @Override
  public void close() {
    T found;
    synchronized (this) {
      closed = true;
      found = kept;
      kept = null;
    }
    if (found != null) {
      found.end();
    }
  }
}
