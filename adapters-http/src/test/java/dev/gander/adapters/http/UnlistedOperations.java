package dev.gander.adapters.http;

import java.util.List;

/// An operation that goosed serves although none of its OpenAPI documents has it. Its id is ours.
record UnlistedOperations(String id, String method, String path, List<String> versions) {
  private static final List<String> ALL = List.of("1.26", "1.36", "1.39");
  private static final List<String> WITH_GATEWAYS = List.of("1.26", "1.36");

  /// Without ACP, which is more than an operation.
  static List<UnlistedOperations> all() {
    return List.of(
        of("set_container", "POST", "/agent/set_container", ALL),
        of("sampling_message", "POST", "/sessions/{session_id}/sampling/message", ALL),
        of("mcp_app_proxy", "GET", "/mcp-app-proxy", ALL),
        of("get_mcp_app_guest", "GET", "/mcp-app-guest", ALL),
        of("store_mcp_app_guest", "POST", "/mcp-app-guest", ALL),
        of("start_gateway", "POST", "/gateway/start", WITH_GATEWAYS),
        of("stop_gateway", "POST", "/gateway/stop", WITH_GATEWAYS),
        of("restart_gateway", "POST", "/gateway/restart", WITH_GATEWAYS),
        of("remove_gateway", "POST", "/gateway/remove", WITH_GATEWAYS),
        of("gateway_status", "GET", "/gateway/status", WITH_GATEWAYS),
        of("pair_with_gateway", "POST", "/gateway/pair", WITH_GATEWAYS),
        of("unpair_from_gateway", "DELETE", "/gateway/pair/{platform}/{user_id}", WITH_GATEWAYS));
  }

  private static UnlistedOperations of(
      String id, String method, String path, List<String> versions) {
    return new UnlistedOperations(id, method, path, versions);
  }
}
