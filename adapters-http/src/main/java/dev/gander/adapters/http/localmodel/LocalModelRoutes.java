package dev.gander.adapters.http.localmodel;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.download.DownloadNotFound;
import dev.gander.domain.download.DownloadProgressJson;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.localmodel.InvalidSpec;
import dev.gander.domain.localmodel.ModelNotFound;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSettingsJson;
import java.util.List;

/// Models on this machine: find, download, set up and delete them. Their ids contain slashes, and
/// come encoded in one segment of the path.
public final class LocalModelRoutes {
  private final UseCases.LocalModels use;

  public LocalModelRoutes(UseCases.LocalModels use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "list_builtin_chat_templates",
            "/local-inference/chat-templates/builtin",
            _ -> Answer.json(JsonArray.ofTexts(use.chatTemplates().list()))),
        Route.post("download_hf_model", "/local-inference/download", this::download),
        Route.get("list_local_models", "/local-inference/models", _ -> list()),
        Route.delete("delete_local_model", "/local-inference/models/{model_id}", this::delete),
        Route.get(
            "get_local_model_download_progress",
            "/local-inference/models/{model_id}/download",
            this::progress),
        Route.delete(
            "cancel_local_model_download",
            "/local-inference/models/{model_id}/download",
            this::cancel),
        Route.get(
            "get_model_settings", "/local-inference/models/{model_id}/settings", this::settings),
        Route.put(
            "update_model_settings", "/local-inference/models/{model_id}/settings", this::update),
        Route.get("get_repo_files", "/local-inference/repo/{author}/{repo}/files", this::files),
        Route.get("search_hf_models", "/local-inference/search", this::search),
        Route.post("sync_featured_models", "/local-inference/sync-featured", _ -> sync()));
  }

  private Answer list() {
    return Answer.json(JsonArray.of(use.list().list(), LocalModelJson::write));
  }

  private Answer sync() throws InterruptedException {
    use.sync().sync();
    return Answer.empty();
  }

  private Answer search(Call call) throws InterruptedException {
    String words = call.query().text("q");
    long limit = call.query().optionalUnsigned("limit").orElse(-1);
    try {
      return Answer.json(JsonArray.of(use.search().search(words, limit), HubJson::write));
    } catch (Unavailable e) {
      throw new Refusal(500, "Search failed: " + e.text(), e);
    }
  }

  private Answer files(Call call) throws InterruptedException {
    try {
      return Answer.json(
          HubJson.write(use.variants().list(call.path("author"), call.path("repo"))));
    } catch (InvalidInput e) {
      throw notFetched(400, e.text(), e);
    } catch (NotFound e) {
      throw notFetched(404, e.text(), e);
    } catch (Unavailable e) {
      throw notFetched(500, e.text(), e);
    }
  }

  private static Refusal notFetched(int status, String reason, Throwable cause) {
    return new Refusal(status, "Failed to fetch repo files: " + reason, cause);
  }

  /// A client of 1.39 may send the variant beside the specification, in which it is as well.
  private Answer download(Call call) throws InterruptedException {
    String spec = call.body(LocalModelRoutes::spec);
    try {
      return Answer.json(202, Json.of(use.download().start(spec)));
    } catch (InvalidSpec e) {
      String kind = e.isMalformed() ? "Invalid spec format: " : "Invalid spec: ";
      throw new Refusal(400, kind + e.text(), e);
    } catch (DownloadRunning e) {
      throw notDownloaded(e.text(), e);
    } catch (Unavailable e) {
      throw notDownloaded(e.text(), e);
    } catch (StorageException e) {
      throw notDownloaded(e.text(), e);
    }
  }

  private static String spec(JsonFields fields) {
    String spec = fields.text("spec");
    fields.optionalText("backend_id");
    fields.optionalText("variant_id");
    return spec;
  }

  private static Refusal notDownloaded(String reason, Throwable cause) {
    return new Refusal(500, "Download failed: " + reason, cause);
  }

  private Answer progress(Call call) {
    try {
      return Answer.json(DownloadProgressJson.write(use.follow().progress(id(call))));
    } catch (DownloadNotFound e) {
      throw new Refusal(404, "No active download", e);
    }
  }

  private Answer cancel(Call call) throws InterruptedException {
    use.follow().cancel(id(call));
    return Answer.empty();
  }

  private Answer delete(Call call) throws InterruptedException {
    try {
      use.delete().delete(id(call));
      return Answer.empty();
    } catch (ModelNotFound e) {
      throw notFound(e);
    }
  }

  private Answer settings(Call call) {
    try {
      return Answer.json(ModelSettingsJson.write(use.setUp().read(id(call))));
    } catch (ModelNotFound e) {
      throw notFound(e);
    }
  }

  private static Refusal notFound(ModelNotFound e) {
    return new Refusal(404, "Model not found", e);
  }

  private Answer update(Call call) {
    ModelSettings settings = call.body(fields -> ModelSettingsJson.read(fields.object()));
    return Answer.json(ModelSettingsJson.write(use.setUp().replace(id(call), settings)));
  }

  private static String id(Call call) {
    return call.path("model_id");
  }
}
