package dev.gander.adapters.acp.localmodel;

import dev.gander.application.api.localmodel.LocalModel;
import dev.gander.application.api.localmodel.Presence;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSettingsJson;
import dev.gander.domain.localmodel.StoredModel;

/// The JSON form of a model of this machine.
final class LocalModelEntryJson {
  private LocalModelEntryJson() {}

  static JsonObject write(LocalModel model) {
    StoredModel stored = model.stored();
    String obstacle = model.obstacle();
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", stored.id())
            .put("repoId", stored.repository())
            .put("filename", stored.file().filename())
            .put("quantization", stored.quantization())
            .put("sizeBytes", model.size())
            .put("status", status(model.presence()))
            .put("recommended", model.recommended())
            .put("isLoaded", model.loaded())
            .put("settings", settings(stored.settings()))
            .put("visionCapable", stored.settings().vision().capable())
            .putIfPresent("unsupportedReason", obstacle == null ? null : Json.of(obstacle));
    Presence projector = model.projector();
    return projector == null ? json.build() : json.put("mmprojStatus", status(projector)).build();
  }

  static JsonObject settings(ModelSettings settings) {
    return MemberNames.camel(ModelSettingsJson.write(settings));
  }

  private static JsonObject status(Presence presence) {
    return switch (presence) {
      case Presence.Missing() -> JsonObject.of("state", Json.of("NotDownloaded"));
      case Presence.Here() -> JsonObject.of("state", Json.of("Downloaded"));
      case Presence.Coming(DownloadProgress progress) ->
          JsonObject.of("state", Json.of("Downloading"))
              .with("progressPercent", Json.of(progress.percent()))
              .with("bytesDownloaded", JsonNumber.of(progress.downloaded()))
              .with("totalBytes", JsonNumber.of(progress.total()));
    };
  }
}
