package dev.gander.adapters.bundled.server;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.tool.ToolResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How long a call may take.
///
/// @param time in whole seconds
record ToolDeadline(Duration time) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Runs a call on a thread of its own, which is interrupted when the caller is, and when the time
  /// is up. Waits some seconds for the end of what was interrupted.
  ///
  /// @throws ExtensionException when the time is up, in goosed's words
  ToolResult run(Callable<ToolResult> call) throws InterruptedException {
    FutureTask<ToolResult> work = new FutureTask<>(call);
    Thread thread = Thread.ofPlatform().daemon().name("bundled-tool").start(work);
    try {
      return work.get(time.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ExtensionException("request timeout after " + time, e);
    } catch (ExecutionException e) {
      throw problem(e);
    } finally {
      end(thread);
    }
  }

  private static RuntimeException problem(ExecutionException e) throws InterruptedException {
    switch (e.getCause()) {
      case InterruptedException interrupted -> throw interrupted;
      case Error error -> throw error;
      case RuntimeException problem -> throw problem;
      case null, default -> throw new IllegalStateException(e);
    }
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      var _ = thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
