package dev.gander.adapters.acp.localmodel;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.domain.download.DownloadNotFound;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.DownloadProgressJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.ModelNotFound;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSettingsJson;
import dev.gander.domain.localmodel.RepositoryName;
import java.util.Map;
import java.util.function.Supplier;

/// Models on this machine (1.52): find, download, set up and delete them.
public record LocalModelMethods(UseCases.LocalModels use) {

  public Map<String, AcpMethod> methods() {
    return Map.ofEntries(
        method("models/list", _ -> list()),
        method("models/download", this::download),
        method("models/download/progress", this::progress),
        method("models/download/cancel", this::cancel),
        method("models/delete", this::delete),
        method("models/evict", this::evict),
        method("models/settings/read", this::settings),
        method("models/settings/update", this::update),
        method("huggingface/search", this::search),
        method("huggingface/repo/variants", this::variants),
        method("chat-templates/builtin/list", _ -> templates()));
  }

  private static Map.Entry<String, AcpMethod> method(String name, AcpMethod.Plain plain) {
    return Map.entry("local-inference/" + name, AcpMethod.of(plain));
  }

  private Json templates() {
    return JsonObject.of("templates", JsonArray.ofTexts(use.chatTemplates().list()));
  }

  private static String id(JsonFields fields) {
    return fields.text("modelId");
  }

  private Json list() {
    return JsonObject.of("models", JsonArray.of(use.list().list(), LocalModelEntryJson::write));
  }

  /// The variant beside the specification is in it as well.
  private Json download(JsonFields fields) throws InterruptedException {
    String spec = fields.text("spec");
    fields.optionalText("backendId");
    fields.optionalText("variantId");
    return JsonObject.of("modelId", Json.of(use.download().start(spec)));
  }

  private Json progress(JsonFields fields) {
    try {
      DownloadProgress progress = use.follow().progress(id(fields));
      return JsonObject.of(
          "progress",
          MemberNames.camel(DownloadProgressJson.write(progress))
              .with("taskExited", Json.of(!progress.isRunning())));
    } catch (DownloadNotFound _) {
      return JsonObject.EMPTY;
    }
  }

  private Json cancel(JsonFields fields) throws InterruptedException {
    String id = id(fields);
    try {
      use.follow().cancel(id);
      return JsonObject.EMPTY;
    } catch (DownloadNotFound e) {
      throw RpcError.internal(e.text());
    }
  }

  private Json delete(JsonFields fields) throws InterruptedException {
    String id = id(fields);
    try {
      use.delete().delete(id);
      return JsonObject.EMPTY;
    } catch (ModelNotFound e) {
      throw RpcError.invalidParams(e.text());
    }
  }

  private Json evict(JsonFields fields) {
    use.evict().evict(id(fields));
    return JsonObject.EMPTY;
  }

  private Json settings(JsonFields fields) {
    String id = id(fields);
    return settingsOf(() -> use.setUp().read(id));
  }

  private Json update(JsonFields fields) {
    String id = id(fields);
    ModelSettings settings =
        fields.required(
            "settings",
            json -> ModelSettingsJson.read(MemberNames.snake(JsonFields.asObject(json))));
    return settingsOf(() -> use.setUp().replace(id, settings));
  }

  private static Json settingsOf(Supplier<ModelSettings> settings) {
    try {
      return JsonObject.of("settings", LocalModelEntryJson.settings(settings.get()));
    } catch (ModelNotFound e) {
      throw RpcError.invalidParams(e.text());
    }
  }

  private Json search(JsonFields fields) throws InterruptedException {
    String words = fields.text("query");
    long limit = fields.orElse("limit", JsonFields::asUnsigned, -1L);
    return JsonObject.of(
        "models", JsonArray.of(use.search().search(words, limit), HubOfferJson::write));
  }

  private Json variants(JsonFields fields) throws InterruptedException {
    RepositoryName repository = RepositoryName.parse(fields.text("repoId"));
    return HubOfferJson.write(use.variants().list(repository.author(), repository.name()));
  }
}
