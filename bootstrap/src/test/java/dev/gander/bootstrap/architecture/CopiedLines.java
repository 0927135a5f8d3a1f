package dev.gander.bootstrap.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.sourceforge.pmd.cpd.CPDConfiguration;
import net.sourceforge.pmd.cpd.CPDReport;
import net.sourceforge.pmd.cpd.CpdAnalysis;
import net.sourceforge.pmd.cpd.Mark;
import net.sourceforge.pmd.cpd.Match;
import net.sourceforge.pmd.lang.document.FileLocation;
import net.sourceforge.pmd.lang.java.JavaLanguageModule;

/// Java code that stands in more than one place, found by PMD's copy-paste detector. It compares
/// tokens without packages and imports, so that other comments or white space hide no copy.
///
/// @param lines how many lines it takes in the place where it is shortest
/// @param places `file:line` of each
record CopiedLines(int lines, Set<String> places) {
  /// Lines of nothing but a constant and a comma have two tokens each.
  private static final int TOKENS_OF_A_LINE = 2;

  /// What occurs more than once in the files and takes more than `most` lines.
  static List<CopiedLines> longerThan(int most, Collection<Path> files) throws IOException {
    CPDConfiguration configuration = new CPDConfiguration();
    configuration.setOnlyRecognizeLanguage(JavaLanguageModule.getInstance());
    configuration.setMinimumTileSize(most * TOKENS_OF_A_LINE);
    List<CPDReport> reports = new ArrayList<>();
    try (CpdAnalysis detector = CpdAnalysis.create(configuration)) {
      for (Path file : files) {
        detector.files().addFile(file);
      }
      detector.performAnalysis(reports::add);
    }
    return reports.stream()
        .flatMap(report -> report.getMatches().stream())
        .map(CopiedLines::of)
        .filter(copied -> copied.lines > most)
        .toList();
  }

  private static CopiedLines of(Match match) {
    List<FileLocation> places = match.getMarkSet().stream().map(Mark::getLocation).toList();
    return new CopiedLines(
        places.stream().mapToInt(FileLocation::getLineCount).min().orElseThrow(),
        places.stream()
            .map(FileLocation::startPosToStringWithFile)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
