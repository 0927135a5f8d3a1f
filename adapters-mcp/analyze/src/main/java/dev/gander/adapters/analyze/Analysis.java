package dev.gander.adapters.analyze;

import dev.gander.adapters.analyze.files.FoundFiles;
import dev.gander.adapters.analyze.files.ReadFile;
import dev.gander.adapters.analyze.files.Skipped;
import dev.gander.adapters.analyze.files.SourceReader;
import dev.gander.adapters.analyze.files.SourceReader.Look;
import dev.gander.adapters.analyze.report.FileReport;
import dev.gander.adapters.analyze.report.FocusReport;
import dev.gander.adapters.analyze.report.Overview;
import dev.gander.adapters.analyze.source.Counts;
import dev.gander.adapters.analyze.source.Language;
import dev.gander.adapters.analyze.source.Outline;
import dev.gander.ignores.IgnoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Answers a request: which files it is about, and which report.
///
/// @param global the user's own ignore file
/// @param maxEntries how many entries of a folder are looked at
record Analysis(SourceReader reader, IgnoreFile global, int maxEntries) {
  private static final int MAX_ANSWER = 50_000;

  AnalysisAnswer answer(AnalysisRequest request) throws InterruptedException {
    Path path = request.path();
    try {
      if (Files.isDirectory(path)) {
        return limited(ofFolder(request), request);
      }
      if (Files.isRegularFile(path)) {
        return limited(ofFile(request), request);
      }
    } catch (IOException e) {
      return AnalysisAnswer.error("cannot read " + path + ": " + e.getMessage());
    }
    return AnalysisAnswer.error(
        Files.exists(path) ? "neither a file nor a folder: " + path : "path not found: " + path);
  }

  private static AnalysisAnswer limited(AnalysisAnswer answer, AnalysisRequest request) {
    return request.force() ? answer : answer.limited(MAX_ANSWER);
  }

  private AnalysisAnswer ofFolder(AnalysisRequest request) throws InterruptedException {
    FoundFiles found = FoundFiles.in(request.path(), global, request.maxDepth(), maxEntries);
    Optional<String> focus = request.wanted();
    if (focus.isPresent()) {
      return focused(found, reader.read(found.files(), Look.OUTLINE), focus.get(), request);
    }
    List<ReadFile<Counts>> counted = reader.read(found.files(), Look.COUNTS);
    return new AnalysisAnswer(new Overview(found, counted, request.maxDepth()).text(), false);
  }

  private AnalysisAnswer ofFile(AnalysisRequest request) throws IOException, InterruptedException {
    FoundFiles found = FoundFiles.of(request.path());
    if (found.files().isEmpty()) {
      return AnalysisAnswer.error(
          "not a source file that can be analyzed: %s. Known are %s"
              .formatted(request.path(), Language.allEndings()));
    }
    ReadFile<Outline> read = reader.read(found.files(), Look.OUTLINE).getFirst();
    Outline outline = read.known();
    if (outline == null) {
      Skipped reason = Objects.requireNonNull(read.skipped());
      return AnalysisAnswer.error("%s is %s".formatted(request.path(), reason.reason()));
    }
    Optional<String> focus = request.wanted();
    return focus.isPresent()
        ? focused(found, List.of(read), focus.get(), request)
        : new AnalysisAnswer(new FileReport(read.file(), outline).text(), false);
  }

  private static AnalysisAnswer focused(
      FoundFiles found, List<ReadFile<Outline>> read, String focus, AnalysisRequest request) {
    return new FocusReport(found, read, focus, request.followDepth())
        .text()
        .map(text -> new AnalysisAnswer(text, false))
        .orElseGet(
            () ->
                AnalysisAnswer.error(
                    "nothing is called %s in %d files of %s (max_depth=%d)"
                        .formatted(focus, read.size(), request.path(), request.maxDepth())));
  }
}
