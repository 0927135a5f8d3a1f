package dev.gander.adapters.http.openapi;

import dev.gander.adapters.http.call.Route;
import java.util.List;
import java.util.stream.Stream;

/// Operations of goosed that this server does not have yet: they answer 501. To build one, move its
/// line to the class of its feature.
public final class UnbuiltRoutes {
  private UnbuiltRoutes() {}

  public static List<Route> routes() {
    return Stream.of(published(), unlisted()).flatMap(List::stream).toList();
  }

  /// Operations that goosed serves without describing them; their ids are ours.
  static List<Route> unlisted() {
    return List.of(
        Route.missing("start_gateway", "POST", "/gateway/start"),
        Route.missing("stop_gateway", "POST", "/gateway/stop"),
        Route.missing("restart_gateway", "POST", "/gateway/restart"),
        Route.missing("remove_gateway", "POST", "/gateway/remove"),
        Route.missing("gateway_status", "GET", "/gateway/status"),
        Route.missing("pair_with_gateway", "POST", "/gateway/pair"),
        Route.missing("unpair_from_gateway", "DELETE", "/gateway/pair/{platform}/{user_id}"));
  }

  /// Operations of goosed's OpenAPI document.
  static List<Route> published() {
    return List.of(
        Route.missing("get_dictation_config", "GET", "/dictation/config"),
        Route.missing("list_models", "GET", "/dictation/models"),
        Route.missing("delete_model", "DELETE", "/dictation/models/{model_id}"),
        Route.missing("get_download_progress", "GET", "/dictation/models/{model_id}/download"),
        Route.missing("download_model", "POST", "/dictation/models/{model_id}/download"),
        Route.missing("cancel_download", "DELETE", "/dictation/models/{model_id}/download"),
        Route.missing("transcribe_dictation", "POST", "/dictation/transcribe").withMebibytes(50),
        Route.missing("send_telemetry_event", "POST", "/telemetry/event"),
        Route.missing("start_tunnel", "POST", "/tunnel/start"),
        Route.missing("get_tunnel_status", "GET", "/tunnel/status"),
        Route.missing("stop_tunnel", "POST", "/tunnel/stop"));
  }
}
