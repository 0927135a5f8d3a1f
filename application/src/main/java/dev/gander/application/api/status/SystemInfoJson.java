package dev.gander.application.api.status;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;

/// The answer of `/system_info`, also a part of diagnostics.
public final class SystemInfoJson {
  private SystemInfoJson() {}

  public static JsonObject write(SystemInfo.Report report) {
    return JsonObject.builder()
        .put("app_version", report.appVersion())
        .put("os", report.os().name())
        .put("os_version", report.os().release())
        .put("architecture", report.os().architecture())
        .putOrNull("provider", report.provider())
        .putOrNull("model", report.model())
        .put("enabled_extensions", JsonArray.ofTexts(report.enabledExtensions()))
        .build();
  }
}
