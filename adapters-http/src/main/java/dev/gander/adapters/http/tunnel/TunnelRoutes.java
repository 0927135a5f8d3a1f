package dev.gander.adapters.http.tunnel;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tunnel.TunnelStatus;
import java.util.List;

/// The tunnel: open, look, close.
public final class TunnelRoutes {
  private final UseCases.Tunnels use;

  public TunnelRoutes(UseCases.Tunnels use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("start_tunnel", "/tunnel/start", _ -> start()),
        Route.get("get_tunnel_status", "/tunnel/status", _ -> answer(use.status().get())),
        Route.post("stop_tunnel", "/tunnel/stop", _ -> stop()));
  }

  /// goosed answers whatever goes wrong here by 500 with an `error`; its clients read no other.
  private Answer start() {
    try {
      return answer(use.start().start());
    } catch (GanderException e) {
      return Answer.json(
          500, JsonObject.builder().put("error", e.text()).put("message", e.text()).build());
    }
  }

  private static Answer answer(TunnelStatus tunnel) {
    return Answer.json(
        JsonObject.builder()
            .put("state", tunnel.state().word())
            .put("url", tunnel.url())
            .put("hostname", tunnel.hostname())
            .put("secret", tunnel.secret())
            .build());
  }

  private Answer stop() {
    use.stop().stop();
    return Answer.empty();
  }
}
