package dev.gander.adapters.http.openapi;

import dev.gander.adapters.http.call.Route;
import java.util.List;

/// Operations of goosed that this server does not have yet: they answer 501. To build one, move its
/// line to the class of its feature.
public final class UnbuiltRoutes {
  private UnbuiltRoutes() {}

  public static List<Route> routes() {
    return published();
  }

  /// Operations of goosed's OpenAPI document.
  static List<Route> published() {
    return List.of(
        Route.missing(
            "list_builtin_chat_templates", "GET", "/local-inference/chat-templates/builtin"),
        Route.missing("download_hf_model", "POST", "/local-inference/download"),
        Route.missing("list_local_models", "GET", "/local-inference/models"),
        Route.missing("delete_local_model", "DELETE", "/local-inference/models/{model_id}"),
        Route.missing(
            "get_local_model_download_progress",
            "GET",
            "/local-inference/models/{model_id}/download"),
        Route.missing(
            "cancel_local_model_download", "DELETE", "/local-inference/models/{model_id}/download"),
        Route.missing("get_model_settings", "GET", "/local-inference/models/{model_id}/settings"),
        Route.missing(
            "update_model_settings", "PUT", "/local-inference/models/{model_id}/settings"),
        Route.missing("get_repo_files", "GET", "/local-inference/repo/{author}/{repo}/files"),
        Route.missing("search_hf_models", "GET", "/local-inference/search"),
        Route.missing("sync_featured_models", "POST", "/local-inference/sync-featured"));
  }
}
