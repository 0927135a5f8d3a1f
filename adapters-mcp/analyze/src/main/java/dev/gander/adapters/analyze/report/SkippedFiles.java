package dev.gander.adapters.analyze.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.gander.adapters.analyze.files.FoundFiles;
import dev.gander.adapters.analyze.files.ReadFile;
import dev.gander.adapters.analyze.files.Skipped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What an answer leaves out, and why.
record SkippedFiles(FoundFiles found, List<? extends ReadFile<?>> read) {
  /// `skipped: 2 files too large, …` and a newline; nothing if nothing was left out.
  String line() {
    Map<Skipped, Long> reasons =
        read.stream()
            .map(ReadFile::skipped)
            .filter(Objects::nonNull)
            .collect(groupingBy(reason -> reason, TreeMap::new, counting()));
    Stream<String> files =
        reasons.entrySet().stream()
            .map(entry -> count(entry.getValue(), "file") + " " + entry.getKey().reason());
    Stream<String> folders =
        found.unreadable() == 0
            ? Stream.of()
            : Stream.of(count(found.unreadable(), "folder") + " unreadable");
    Stream<String> rest =
        found.cut() ? Stream.of("everything after too many entries") : Stream.of();
    String all = Stream.of(files, folders, rest).flatMap(it -> it).collect(joining(", "));
    return all.isEmpty() ? "" : "skipped: " + all + "\n";
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
