package dev.gander.adapters.cli.doctor;

import dev.gander.adapters.cli.doctor.Diagnosis.Grade;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.status.Diagnostics;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.files.PrivateFiles;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Texts for whoever helps, without secrets.
final class SupportBundle {
  private final UnaryOperator<String> discreet;
  private final Map<String, String> texts = new LinkedHashMap<>();

  /// @param discreet hides secrets, in each text
  SupportBundle(UnaryOperator<String> discreet) {
    this.discreet = discreet;
  }

  void add(String name, String text) {
    texts.put(name, discreet.apply(text));
  }

  void addDoctor(List<Diagnosis> found) {
    boolean isGood = found.stream().noneMatch(it -> it.grade() == Grade.WRONG);
    add("doctor.json", JsonText.pretty(DoctorVerb.json(found, isGood)));
  }

  void addReport(Program program, Diagnostics.Report report) {
    SystemInfo.Report system = report.summary().system();
    add(
        "versions.json",
        JsonText.pretty(
            JsonObject.builder()
                .put("gander", program.version())
                .put("java", Runtime.version().toString())
                .put("os", system.os().name() + " " + system.os().release())
                .put("architecture", system.os().architecture())
                .put("charset", Charset.defaultCharset().name())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("made", report.summary().generatedAt().toString())
                .putOrNull("provider", system.provider())
                .putOrNull("model", system.model())
                .put("extensions", JsonArray.of(system.enabledExtensions(), Json::of))
                .put("variables", variables(program))
                .put("problems", JsonArray.of(report.problems(), Json::of))
                .build()));
    report
        .files()
        .values()
        .forEach(files -> files.forEach(file -> add("files/" + file.name(), file.text())));
  }

  /// Which of ours are set, not to what.
  private static Json variables(Program program) {
    List<String> names =
        program.machine().variables().keySet().stream()
            .filter(name -> name.matches("(GOOSE|GANDER|RUST|XDG|OTEL|LC)_.*|GOOSED_.*|LANG|HOME"))
            .sorted()
            .toList();
    return JsonArray.of(names, Json::of);
  }

  /// Writes it whole or not at all, readable by its owner.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if there is such a file
  void write(Path target) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        zip.putNextEntry(new ZipEntry(text.getKey()));
        zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    PrivateFiles.create(target, bytes.toByteArray());
  }
}
