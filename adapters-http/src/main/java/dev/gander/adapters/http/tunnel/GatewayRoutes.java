package dev.gander.adapters.http.tunnel;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.tunnel.PairWithGateway.PairingCode;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// Gateways of goosed 1.26 to 1.38 to chat services. There are none here: nothing runs, nothing can
/// be started, and nobody is paired.
public final class GatewayRoutes {
  private final UseCases.Tunnels use;

  public GatewayRoutes(UseCases.Tunnels use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("start_gateway", "/gateway/start", GatewayRoutes::start),
        Route.post("stop_gateway", "/gateway/stop", GatewayRoutes::stop),
        Route.post("restart_gateway", "/gateway/restart", GatewayRoutes::restart),
        Route.post("remove_gateway", "/gateway/remove", GatewayRoutes::remove),
        Route.get("gateway_status", "/gateway/status", _ -> Answer.json(JsonArray.EMPTY)),
        Route.post("pair_with_gateway", "/gateway/pair", this::pair),
        Route.delete(
            "unpair_from_gateway", "/gateway/pair/{platform}/{user_id}", GatewayRoutes::unpair));
  }

  private static String gateway(JsonFields fields) {
    return fields.text("gateway_type");
  }

  private static Answer start(Call call) {
    String gateway =
        call.body(
            fields -> {
              // Any JSON, but there must be some.
              fields.required("platform_config", json -> json);
              fields.orElse("max_sessions", JsonFields::asUnsigned, 0L);
              return gateway(fields);
            });
    throw new Refusal(400, "This server has no gateway of the type `" + gateway + "`");
  }

  private static Answer stop(Call call) {
    throw new Refusal(404, notRunning(call));
  }

  private static Answer restart(Call call) {
    throw new Refusal(400, notRunning(call));
  }

  private static String notRunning(Call call) {
    return "The gateway `" + call.body(GatewayRoutes::gateway) + "` is not running";
  }

  /// goosed has nothing against removing what is not there.
  private static Answer remove(Call call) {
    call.body(GatewayRoutes::gateway);
    return Answer.empty();
  }

  private Answer pair(Call call) {
    call.body(GatewayRoutes::gateway);
    PairingCode pairing = use.pair().pair();
    return Answer.json(
        JsonObject.builder()
            .put("code", pairing.code())
            .put("expires_at", pairing.expiry().getEpochSecond())
            .build());
  }

  private static Answer unpair(Call call) {
    throw new Refusal(
        404, "No pairing found for " + call.path("platform") + "/" + call.path("user_id"));
  }
}
