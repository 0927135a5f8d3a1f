package dev.gander.adapters.http.status;

import dev.gander.application.api.status.Diagnostics.Prompt;
import dev.gander.application.api.status.Diagnostics.Report;
import dev.gander.application.api.status.Diagnostics.Summary;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.domain.config.DiagnosticFiles.Excerpt;
import dev.gander.domain.config.DiagnosticFiles.Kind;
import dev.gander.domain.turn.TurnStanding;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A report in the form of goosed up to 1.38; its parts come in the same order.
final class DiagnosticsZip {
  private final ZipOutputStream zip;

  private DiagnosticsZip(ZipOutputStream zip) {
    this.zip = zip;
  }

  static byte[] of(Report report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      new DiagnosticsZip(zip).write(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(Report report) throws IOException {
    files(report, Kind.MODEL_LOGS);
    files(report, Kind.SERVER_LOG);
    entry("session.json", JsonText.pretty(report.session()));
    files(report, Kind.CONFIG);
    entry("system.txt", system(report.summary()));
    if (!report.turns().isEmpty()) {
      entry(
          "turns.txt",
          String.join("\n", report.turns().stream().map(TurnStanding::words).toList()) + "\n");
    }
    files(report, Kind.SCHEDULE);
    files(report, Kind.SCHEDULED_RECIPES);
    for (Prompt prompt : report.prompts()) {
      entry("prompts/" + prompt.name() + ".txt", prompt.text());
    }
  }

  private void files(Report report, Kind kind) throws IOException {
    for (Excerpt file : report.files(kind)) {
      entry(file.name(), file.text());
    }
  }

  private void entry(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String system(Summary summary) {
    SystemInfo.Report system = summary.system();
    return """
    App Version: %s
    OS: %s
    OS Version: %s
    Architecture: %s
    Provider: %s
    Model: %s
    Enabled Extensions: %s
    Timestamp: %s
    """
        .formatted(
            system.appVersion(),
            system.os().name(),
            system.os().release(),
            system.os().architecture(),
            Objects.requireNonNullElse(system.provider(), "unknown"),
            Objects.requireNonNullElse(system.model(), "unknown"),
            String.join(", ", system.enabledExtensions()),
            summary.generatedAt());
  }
}
