package dev.gander.adapters.local.engine;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// An engine without a process.
final class StubEngine implements RunningEngine {
  private final URI address;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  StubEngine(URI address) {
    this.address = address;
  }

  void whenEnded(Runnable action) {
    var _ = end.thenRun(action);
  }

  void awaitEnd() throws Exception {
    end.get(30, TimeUnit.SECONDS);
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public String key() {
    return "0123456789abcdef";
  }

  @Override
  public boolean isRunning() {
    return !end.isDone();
  }

  @Override
  public boolean isEnding() {
    return end.isDone();
  }

  @Override
  public void onEnd(Runnable action) {
    whenEnded(action);
  }

  @Override
  public String lastWords() {
    return "with exit code 134: std::bad_alloc";
  }

  @Override
  public void end() {
    end.complete(null);
  }
}
