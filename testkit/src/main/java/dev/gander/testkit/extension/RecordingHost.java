package dev.gander.testkit.extension;

import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A session for one extension: answers sampling with a fixed text and records the requests.
public final class RecordingHost implements ExtensionHost {
  private final SessionId sessionId;
  private final Path workingDir;
  private volatile Optional<String> container = Optional.empty();
  private final List<SamplingRequest> samples = new CopyOnWriteArrayList<>();
  private final Semaphore changes = new Semaphore(0);

  public RecordingHost(SessionId sessionId, Path workingDir) {
    this.sessionId = sessionId;
    this.workingDir = workingDir;
  }

  @Override
  public SessionId sessionId() {
    return sessionId;
  }

  @Override
  public Path workingDir() {
    return workingDir;
  }

  /// The last value passed to [#useContainer].
  @Override
  public Optional<String> container() {
    return container;
  }

  public RecordingHost useContainer(String name) {
    container = Optional.of(name);
    return this;
  }

  /// Answers `sampled` from the model `recorded`.
  @Override
  public SamplingAnswer sample(SamplingRequest request) {
    samples.add(request);
    return new SamplingAnswer("recorded", "sampled");
  }

  @Override
  public void toolsChanged() {
    changes.release();
  }

  /// The sampling requests so far.
  public List<SamplingRequest> samples() {
    return List.copyOf(samples);
  }

  /// Waits until the extension reports once more that its tools have changed.
  public boolean awaitToolsChanged() throws InterruptedException {
    return changes.tryAcquire(10, TimeUnit.SECONDS);
  }
}
