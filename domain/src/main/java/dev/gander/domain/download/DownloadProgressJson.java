package dev.gander.domain.download;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;

/// The form in which clients get a [DownloadProgress], of whatever is downloaded.
public final class DownloadProgressJson {
  private DownloadProgressJson() {}

  public static JsonObject write(DownloadProgress progress) {
    return JsonObject.builder()
        .put("model_id", progress.key())
        .put("status", progress.status().word())
        .put("bytes_downloaded", progress.downloaded())
        .put("total_bytes", progress.total())
        .put("progress_percent", Json.of(progress.percent()))
        .putOrNull("speed_bps", progress.bytesPerSecond())
        .putOrNull("eta_seconds", progress.secondsLeft())
        .putOrNull("error", progress.error())
        .build();
  }
}
