package dev.gander.adapters.mcp.local;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.tool.ToolResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The running calls, each on its caller's thread. Closing interrupts them, waits for them to end
/// and refuses new ones. The lock guards everything; nothing is called while it is held.
public final class InterruptibleCalls implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Set<Thread> callers = new HashSet<>();
  private boolean open = true;

  /// One call of a tool.
  public interface Call {
    ToolResult run() throws InterruptedException;
  }

  /// @throws ExtensionException if it is closed, or was while the call ran
  public ToolResult run(Call call) throws InterruptedException {
    enter();
    boolean cancelled = false;
    try {
      return call.run();
    } catch (InterruptedException e) {
      cancelled = true;
      if (!isOpen()) {
        throw closed();
      }
      throw e;
    } finally {
      leave(cancelled);
    }
  }

  public boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  public static ExtensionException closed() {
    return new ExtensionException("Transport closed", null);
  }

  private void enter() {
    lock.lock();
    try {
      if (!open) {
        throw closed();
      }
      callers.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  /// A close that came too late for the call to notice must not interrupt what the thread does
  /// next.
  private void leave(boolean cancelled) {
    lock.lock();
    try {
      callers.remove(Thread.currentThread());
      ended.signalAll();
      if (!open && !cancelled) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (open) {
        open = false;
        callers.forEach(Thread::interrupt);
      }
      awaitEnd();
    } finally {
      lock.unlock();
    }
  }

  private void awaitEnd() {
    long nanos = PATIENCE.toNanos();
    try {
      while (!callers.isEmpty() && nanos > 0) {
        nanos = ended.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
