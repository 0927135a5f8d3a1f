package dev.gander.testkit.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A provider that plays planned answers and records its requests. Thread-safe.
///
/// A request gets the answer of the first matching rule ([#when]); without a match, the next one in
/// the queue ([#answer]); when the queue is empty, the text `done`. Rules keep background requests
/// (session names, permission judgements) from consuming the queue.
public final class ScriptedProvider implements Provider {
  private record Rule(
      Predicate<ProviderRequest> matches, Function<ProviderRequest, ScriptedAnswer> answer) {}

  private final String name;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Queue<ScriptedAnswer> queue = new ArrayDeque<>();
  private final List<ProviderRequest> requests = new ArrayList<>();
  private final List<String> models = new CopyOnWriteArrayList<>(List.of("scripted"));
  private volatile boolean managesOwnContext;
  private volatile @Nullable ProviderException listFailure;
  private volatile boolean isAgent;
  private volatile boolean callsTools = true;
  private volatile boolean isClosed;

  public ScriptedProvider() {
    this("scripted");
  }

  public ScriptedProvider(String name) {
    this.name = name;
  }

  /// Adds an answer to the queue.
  public ScriptedProvider answer(ScriptedAnswer answer) {
    synchronized (queue) {
      queue.add(answer);
    }
    return this;
  }

  /// Answers every matching request; such requests do not consume the queue.
  public ScriptedProvider when(Predicate<ProviderRequest> matches, ScriptedAnswer answer) {
    return when(matches, _ -> answer);
  }

  public ScriptedProvider when(
      Predicate<ProviderRequest> matches, Function<ProviderRequest, ScriptedAnswer> answer) {
    rules.add(new Rule(matches, answer));
    return this;
  }

  public ScriptedProvider offering(String... names) {
    models.clear();
    models.addAll(List.of(names));
    return this;
  }

  /// From now on, listing its models fails.
  public ScriptedProvider listFails(ProviderException failure) {
    listFailure = failure;
    return this;
  }

  public ScriptedProvider managingItsOwnContext() {
    managesOwnContext = true;
    return this;
  }

  /// Its models are told about tools in words only.
  public ScriptedProvider withoutTools() {
    callsTools = false;
    return this;
  }

  public ScriptedProvider beingAnAgent() {
    isAgent = true;
    return managingItsOwnContext();
  }

  public boolean isClosed() {
    return isClosed;
  }

  /// All requests so far, oldest first.
  public List<ProviderRequest> requests() {
    synchronized (queue) {
      return List.copyOf(requests);
    }
  }

  /// The latest request.
  ///
  /// @throws java.util.NoSuchElementException if there was none
  public ProviderRequest lastRequest() {
    return requests().getLast();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the request was sent");
    }
    ScriptedAnswer answer = choose(request);
    if (!answer.steps().isEmpty()
        && answer.steps().getFirst() instanceof ScriptedAnswer.Step.Refuse(var failure)) {
      throw failure;
    }
    return new ScriptedStream(answer, request.workContext() != null);
  }

  @Override
  public List<String> models() {
    ProviderException failure = listFailure;
    if (failure != null) {
      throw failure;
    }
    return List.copyOf(models);
  }

  @Override
  public boolean managesOwnContext() {
    return managesOwnContext;
  }

  @Override
  public boolean callsTools(String model) {
    return callsTools;
  }

  @Override
  public boolean isAgent() {
    return isAgent;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  private ScriptedAnswer choose(ProviderRequest request) {
    synchronized (queue) {
      requests.add(request);
    }
    Optional<Rule> rule = rules.stream().filter(r -> r.matches().test(request)).findFirst();
    if (rule.isPresent()) {
      return rule.get().answer().apply(request);
    }
    synchronized (queue) {
      ScriptedAnswer next = queue.poll();
      return next == null ? ScriptedAnswer.says("done") : next;
    }
  }
}
