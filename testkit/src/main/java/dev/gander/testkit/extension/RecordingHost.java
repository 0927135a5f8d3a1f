package dev.gander.testkit.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
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
  private volatile Optional<HostClient> client = Optional.empty();
  private final List<SamplingRequest> samples = new CopyOnWriteArrayList<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile int mostSamples = Integer.MAX_VALUE;
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

  @Override
  public Optional<HostClient> client() {
    return client;
  }

  /// Lets the user sit in this program.
  public RecordingHost of(HostClient program) {
    client = Optional.of(program);
    return this;
  }

  /// Refuses further requests to the model with `enough`.
  public RecordingHost answersAtMost(int count) {
    mostSamples = count;
    return this;
  }

  /// Answers `sampled` from the model `recorded`.
  @Override
  public SamplingAnswer sample(SamplingRequest request) {
    if (samples.size() >= mostSamples) {
      throw new ExtensionException("enough", null);
    }
    samples.add(request);
    return new SamplingAnswer("recorded", "sampled");
  }

  /// Declines.
  @Override
  public Elicited elicit(String message, Json requestedSchema) {
    questions.add(message);
    return new Elicited("decline", null);
  }

  @Override
  public void toolsChanged() {
    changes.release();
  }

  /// The sampling requests so far.
  public List<SamplingRequest> samples() {
    return List.copyOf(samples);
  }

  /// The questions without a call so far.
  public List<String> questions() {
    return List.copyOf(questions);
  }

  /// Waits until the extension reports once more that its tools have changed.
  public boolean awaitToolsChanged() throws InterruptedException {
    return changes.tryAcquire(30, TimeUnit.SECONDS);
  }
}
