package dev.gander.adapters.llm.programs;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps one program between the answers of a conversation. Who asks takes it away and brings it
/// back; what nobody can use any more is ended. Any thread.
public final class Residence<T extends Resident> implements AutoCloseable {
  private @Nullable T kept;
  private boolean closed;

  /// The program that is kept, if it is the right one; another one is ended.
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

  /// Keeps a program for the next question, if there is room.
  public void bringBack(T program) {
    synchronized (this) {
      if (!closed && kept == null) {
        kept = program;
        return;
      }
    }
    program.end();
  }

  /// Ends what is kept; keeps nothing any more.
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
