package dev.gander.adapters.analyze.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import dev.gander.adapters.analyze.files.FoundFiles;
import dev.gander.adapters.analyze.files.ReadFile;
import dev.gander.adapters.analyze.source.Counts;
import dev.gander.adapters.analyze.source.Language;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A folder: how much there is in it, in which languages, and in which files.
///
/// @param depth 0 if there was no limit
public record Overview(FoundFiles found, List<ReadFile<Counts>> read, long depth) {

  public String text() {
    List<ReadFile<Counts>> known = read.stream().filter(file -> file.known() != null).toList();
    Counts all = known.stream().map(Overview::counts).reduce(Counts.NONE, Counts::plus);
    StringBuilder text = new StringBuilder();
    text.append(known.size())
        .append(" files, %dL, %dF, %dC".formatted(all.lines(), all.functions(), all.classes()))
        .append(" (depth=")
        .append(depth == 0 ? "unlimited" : depth)
        .append(")\n")
        .append(new SkippedFiles(found, read).line());
    if (!known.isEmpty()) {
      text.append(languages(known, all.lines())).append("\n\n");
      tree(known, text);
    }
    return text.toString();
  }

  private static Counts counts(ReadFile<Counts> file) {
    return file.content().orElse(Counts.NONE);
  }

  /// `java 80%, python 20%`, by lines.
  private static String languages(List<ReadFile<Counts>> files, long lines) {
    Map<Language, Long> shares =
        files.stream()
            .collect(
                groupingBy(
                    file -> file.file().language(), summingLong(file -> counts(file).lines())));
    return shares.entrySet().stream()
        .sorted(
            Map.Entry.<Language, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            share ->
                share.getKey().label()
                    + " "
                    + Math.round(100.0 * share.getValue() / Math.max(1, lines))
                    + "%")
        .collect(joining(", "));
  }

  /// Each folder once, before what is in it.
  private static void tree(List<ReadFile<Counts>> files, StringBuilder text) {
    List<String> folder = List.of();
    for (ReadFile<Counts> file : files) {
      List<String> names = file.file().names();
      List<String> parents = names.subList(0, names.size() - 1);
      for (int level = common(folder, parents); level < parents.size(); level++) {
        text.repeat("  ", level).append(parents.get(level)).append("/\n");
      }
      folder = parents;
      text.repeat("  ", parents.size())
          .append(names.getLast())
          .append(" [")
          .append(counts(file).text())
          .append("]\n");
    }
  }

  private static int common(List<String> one, List<String> other) {
    int level = 0;
    while (level < Math.min(one.size(), other.size()) && one.get(level).equals(other.get(level))) {
      level++;
    }
    return level;
  }
}
