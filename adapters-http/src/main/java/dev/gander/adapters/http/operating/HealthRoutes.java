package dev.gander.adapters.http.operating;

import dev.gander.adapters.http.access.OpenGate;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.operating.CheckHealth;
import dev.gander.application.api.operating.HealthReport;
import java.util.List;
import java.util.Set;

/// Probes, for which nobody needs a key. Strangers learn whether the server is well, and nothing
/// else; whoever sends a key learns why. A key that is wrong makes a stranger: a probe with an old
/// key must not take the server for dead.
public final class HealthRoutes {
  private static final String LIVE = "/gander/v1/health/live";
  private static final String READY = "/gander/v1/health/ready";

  /// Their paths.
  public static final Set<String> PATHS = Set.of(LIVE, READY);

  private final CheckHealth health;
  private final OpenGate keys;

  public HealthRoutes(CheckHealth health, OpenGate keys) {
    this.health = health;
    this.keys = keys;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("health_live", LIVE, call -> answer(call, health.live())),
        Route.get("health_ready", READY, call -> answer(call, health.ready())));
  }

  private Answer answer(Call call, HealthReport report) {
    return Answer.json(
            report.isUp() ? 200 : 503, keys.hasKey(call) ? report.full() : report.brief())
        .with("cache-control", "no-store");
  }
}
