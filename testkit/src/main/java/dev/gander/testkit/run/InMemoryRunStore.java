package dev.gander.testkit.run;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.run.LeftRun;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunKeyReused;
import dev.gander.domain.run.RunPage;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One server's view of runs in memory.
public final class InMemoryRunStore implements RunStore {
  private final Shared shared;
  private final String server;

  private record Used(KeyId owner, String key) {}

  private static final class Shared {
    final Map<RunId, Run> runs = new LinkedHashMap<>();
    final Map<RunId, String> servers = new HashMap<>();
    final Set<RunId> handedOver = new HashSet<>();
    final Map<Used, RunId> keys = new HashMap<>();
    final Set<RunId> announced = new HashSet<>();
    final Set<RunId> forgotten = new HashSet<>();
    final Set<String> dead = new HashSet<>();
    int names;
  }

  public InMemoryRunStore() {
    this(new Shared());
  }

  private InMemoryRunStore(Shared shared) {
    this.shared = shared;
    synchronized (shared) {
      server = "server " + ++shared.names;
    }
  }

  /// The same runs, seen from another server.
  public InMemoryRunStore ofAnotherServer() {
    return new InMemoryRunStore(shared);
  }

  /// The server that has this view.
  public String server() {
    return server;
  }

  /// The server that has this view dies.
  public void die() {
    synchronized (shared) {
      shared.dead.add(server);
    }
  }

  @Override
  public Run create(Run run, @Nullable String idempotencyKey) {
    synchronized (shared) {
      if (idempotencyKey != null) {
        Optional<Run> known = find(run.owner(), idempotencyKey, run.request());
        if (known.isPresent()) {
          return known.get();
        }
        shared.keys.put(new Used(run.owner(), idempotencyKey), run.id());
      }
      shared.runs.put(run.id(), run);
      shared.servers.put(run.id(), server);
      return run;
    }
  }

  @Override
  public Optional<Run> find(KeyId owner, String idempotencyKey, RunRequest request) {
    synchronized (shared) {
      Optional<Run> known =
          Optional.ofNullable(shared.keys.get(new Used(owner, idempotencyKey))).flatMap(this::find);
      if (known.filter(run -> !run.request().equals(request)).isPresent()) {
        throw new RunKeyReused();
      }
      return known;
    }
  }

  @Override
  public Optional<Run> find(RunId id) {
    synchronized (shared) {
      return Optional.ofNullable(shared.runs.get(id)).filter(run -> !shared.forgotten.contains(id));
    }
  }

  @Override
  public Optional<Run> change(RunId id, Set<RunState> from, UnaryOperator<Run> change) {
    synchronized (shared) {
      Optional<Run> changed = find(id).filter(run -> from.contains(run.state())).map(change);
      changed.ifPresent(run -> shared.runs.put(id, run));
      return changed;
    }
  }

  @Override
  public Optional<Run> changeOwn(RunId id, Set<RunState> from, UnaryOperator<Run> change) {
    synchronized (shared) {
      boolean isOurs = server.equals(shared.servers.get(id)) && !shared.handedOver.contains(id);
      return isOurs ? change(id, from, change) : Optional.empty();
    }
  }

  @Override
  public boolean isOwn(RunId id) {
    synchronized (shared) {
      return server.equals(shared.servers.get(id))
          && !shared.handedOver.contains(id)
          && find(id).filter(run -> !run.state().isEnd()).isPresent();
    }
  }

  @Override
  public List<Run> unannounced(int limit) {
    synchronized (shared) {
      return shared.runs.values().stream()
          .filter(run -> run.state().isEnd() && !shared.announced.contains(run.id()))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public void announced(RunId id) {
    synchronized (shared) {
      shared.announced.add(id);
    }
  }

  @Override
  public RunPage list(RunQuery query) {
    synchronized (shared) {
      List<Run> all = new ArrayList<>(shared.runs.values());
      List<Run> found = new ArrayList<>();
      int number =
          (int) Math.min(query.after() == null ? Long.MAX_VALUE : query.after() - 1, all.size());
      for (; number > 0; number--) {
        Run run = all.get(number - 1);
        if (isAskedFor(run, query)) {
          if (found.size() == query.limit()) {
            return new RunPage(found, number + 1L);
          }
          found.add(run);
        }
      }
      return new RunPage(found, null);
    }
  }

  private boolean isAskedFor(Run run, RunQuery query) {
    return !shared.forgotten.contains(run.id())
        && (query.owner() == null || query.owner().equals(run.owner()))
        && (query.states().isEmpty() || query.states().contains(run.state()));
  }

  @Override
  public int surplus(Instant before) {
    synchronized (shared) {
      return over(before).size();
    }
  }

  private Set<RunId> over(Instant before) {
    return shared.announced.stream()
        .filter(id -> find(id).filter(run -> isBefore(run.times().ended(), before)).isPresent())
        .collect(Collectors.toSet());
  }

  @Override
  public int forget(Instant before) {
    synchronized (shared) {
      Set<RunId> old = over(before);
      shared.forgotten.addAll(old);
      shared.keys.values().removeAll(old);
      return old.size();
    }
  }

  private static boolean isBefore(@Nullable Instant ended, Instant time) {
    return ended != null
        && ended.truncatedTo(ChronoUnit.SECONDS).isBefore(time.truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public void handOver(RunId id, String to) {
    synchronized (shared) {
      if (isOwn(id)) {
        shared.servers.put(id, to);
        shared.handedOver.add(id);
      }
    }
  }

  @Override
  public List<LeftRun> takeOver() {
    synchronized (shared) {
      List<LeftRun> left =
          shared.runs.values().stream()
              .filter(run -> !run.state().isEnd())
              .flatMap(run -> left(run).stream())
              .toList();
      left.forEach(each -> shared.servers.put(each.run().id(), server));
      left.forEach(each -> shared.handedOver.remove(each.run().id()));
      return left;
    }
  }

  private Optional<LeftRun> left(Run run) {
    String of = Objects.requireNonNull(shared.servers.get(run.id()));
    boolean isHanded = shared.handedOver.contains(run.id());
    return shared.dead.contains(of) || (isHanded && of.equals(server))
        ? Optional.of(new LeftRun(run, isHanded ? null : of))
        : Optional.empty();
  }
}
