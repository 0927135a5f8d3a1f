package dev.gander.adapters.http.localmodel;

import dev.gander.application.api.localmodel.LocalModel;
import dev.gander.application.api.localmodel.Presence;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.ModelSettingsJson;

/// The JSON form of a model in the list.
final class LocalModelJson {
  private LocalModelJson() {}

  static JsonObject write(LocalModel model) {
    Presence projector = model.projector();
    String obstacle = model.obstacle();
    return JsonObject.builder()
        .put("id", model.stored().id())
        .put("repo_id", model.stored().repository())
        .put("filename", model.stored().file().filename())
        .put("quantization", model.stored().quantization())
        .put("size_bytes", model.size())
        .put("status", write(model.presence()))
        .put("recommended", model.recommended())
        .put("settings", ModelSettingsJson.write(model.stored().settings()))
        .put("vision_capable", model.stored().settings().vision().capable())
        .putIfPresent("mmproj_status", projector == null ? null : write(projector))
        .putIfPresent("unsupported_reason", obstacle == null ? null : Json.of(obstacle))
        .build();
  }

  private static JsonObject write(Presence presence) {
    return switch (presence) {
      case Presence.Missing() -> JsonObject.of("state", Json.of("NotDownloaded"));
      case Presence.Here() -> JsonObject.of("state", Json.of("Downloaded"));
      case Presence.Coming(DownloadProgress progress) ->
          JsonObject.builder()
              .put("state", "Downloading")
              .put("progress_percent", Json.of(progress.percent()))
              .put("bytes_downloaded", progress.downloaded())
              .put("total_bytes", progress.total())
              .putOrNull("speed_bps", progress.bytesPerSecond())
              .build();
    };
  }
}
