package dev.gander.adapters.http.operating;

import dev.gander.adapters.http.access.GivenKeys;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.operating.CheckHealth;
import dev.gander.application.api.operating.HealthReport;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Probes, for which nobody needs a key. Strangers learn whether the server is well, and nothing
/// else; whoever sends a key learns why. A key that is wrong makes a stranger: a probe with an old
/// key must not take the server for dead.
public final class HealthRoutes {
  private static final String LIVE = "/gander/v1/health/live";
  private static final String READY = "/gander/v1/health/ready";

  /// Their paths.
  public static final Set<String> PATHS = Set.of(LIVE, READY);

  private final CheckHealth health;
  private final Predicate<String> isKey;

  /// @param isKey whether a text is a key of this server
  public HealthRoutes(CheckHealth health, Predicate<String> isKey) {
    this.health = health;
    this.isKey = isKey;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("health_live", LIVE, call -> answer(call, health.live())),
        Route.get("health_ready", READY, call -> answer(call, health.ready())));
  }

  private Answer answer(Call call, HealthReport report) {
    return Answer.json(report.isUp() ? 200 : 503, hasKey(call) ? report.full() : report.brief())
        .with("cache-control", "no-store");
  }

  private boolean hasKey(Call call) {
    return GivenKeys.in(call::header).stream().anyMatch(isKey);
  }
}
