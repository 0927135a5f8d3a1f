package dev.gander.adapters.acp.dictation;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.speech.SpeechModel;
import java.util.Map;

/// The models with which this machine listens.
public record SpeechModelMethods(UseCases.Dictation use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "dictation/models/list", AcpMethod.of(_ -> list()),
        "dictation/models/download", AcpMethod.of(this::download),
        "dictation/models/download/progress", AcpMethod.of(this::progress),
        "dictation/models/cancel", AcpMethod.of(this::cancel),
        "dictation/models/delete", AcpMethod.of(this::delete));
  }

  private static String id(JsonFields fields) {
    return fields.text("modelId");
  }

  private Json list() {
    return JsonObject.of("models", JsonArray.of(use.models().list(), this::write));
  }

  private JsonObject write(SpeechModel model) {
    return JsonObject.builder()
        .put("id", model.id())
        .put("label", model.id())
        .put("description", model.fullDescription())
        .put("sizeMb", model.megabytes())
        .put("downloaded", model.downloaded())
        .put(
            "downloadInProgress",
            use.download().find(model.id()).filter(DownloadProgress::isRunning).isPresent())
        .put("recommended", model.recommended())
        .build();
  }

  private Json download(JsonFields fields) {
    use.download().start(id(fields));
    return JsonObject.EMPTY;
  }

  private Json progress(JsonFields fields) {
    return JsonObject.builder()
        .putOrNull(
            "progress", use.download().find(id(fields)).map(SpeechModelMethods::write).orElse(null))
        .build();
  }

  private static Json write(DownloadProgress progress) {
    return JsonObject.builder()
        .put("bytesDownloaded", progress.downloaded())
        .put("totalBytes", progress.total())
        .put("progressPercent", Json.of(progress.percent()))
        .put("status", progress.status().word())
        .putOrNull("error", progress.error())
        .build();
  }

  /// What does not run is no resource here, but a failure.
  private Json cancel(JsonFields fields) throws InterruptedException {
    String id = id(fields);
    try {
      use.download().cancel(id);
      return JsonObject.EMPTY;
    } catch (NotFound e) {
      throw RpcError.internal(e.text());
    }
  }

  private Json delete(JsonFields fields) {
    String id = id(fields);
    try {
      use.deleteModel().delete(id);
      return JsonObject.EMPTY;
    } catch (NotFound e) {
      throw RpcError.invalidParams(e.text());
    }
  }
}
