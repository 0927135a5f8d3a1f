package dev.gander.bootstrap.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.settings.SettingRow;
import dev.gander.bootstrap.settings.SettingRow.Place;
import dev.gander.bootstrap.settings.SettingsTable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `settings.txt` has each setting that the code reads, no other, and the defaults of the code.
class SettingsPageTest {
  /// Names as they stand in code; those of some providers are recognized by how they end.
  private static final Pattern NAME =
      Pattern.compile(
          "\"((?:GANDER|GOOSE|GOOSED|SECURITY|VOICE)_[A-Z0-9_]*[A-Z0-9]"
              + "|[A-Z][A-Z0-9_]*_(?:TIMEOUT|HOST|ENDPOINT|BUDGET|EFFORT|COMMAND|TRANSCRIPTION_MODEL))\"");

  /// Defaults that somebody could get wrong.
  private static final Pattern EXACT = Pattern.compile("(?:.*\\d.*|on|https?:.*)");

  /// These look like settings and are variables of other programs.
  private static final Set<String> OTHERS =
      Set.of("DOCKER_HOST", "LLAMA_ARG_HOST", "PROMPT_COMMAND");

  private static final Pattern MENTIONED =
      Pattern.compile("\\b(?:GANDER|GOOSE|GOOSED)_[A-Z0-9_]*[A-Z0-9]\\b(?![_…])");

  /// What Desktop, goose's terminal client, and scripts of the checkout read or print.
  private static final Set<String> OF_OTHER_PROGRAMS =
      Set.of(
          "GANDER_AOT_CACHE",
          "GANDER_AOT_CACHES",
          "GANDER_DEBIAN",
          "GANDER_DOWNLOADS",
          "GANDER_OCI_BASE",
          "GANDER_WRITE_DOCS",
          "GOOSED_BINARY",
          "GOOSED_BOOT",
          "GOOSED_CERT_FINGERPRINT",
          "GOOSE_TOOLSHIM_MODEL");

  private static Sources sources;
  private static List<SettingRow> rows;

  @BeforeAll
  static void read() throws IOException {
    sources = Sources.all();
    rows = SettingsTable.rows();
    assertTrue(sources.texts().size() > 1000, () -> "found only " + sources.texts().size());
  }

  @Test
  void whatTheCodeReadsIsInTheTable() {
    Set<String> missing = new TreeSet<>(sources.find(NAME));
    assertTrue(missing.size() > 100, () -> "found only " + missing);
    missing.removeAll(names());
    missing.removeAll(OTHERS);
    SettingsPage.providerKeys().forEach(missing::remove);

    assertEquals(Set.of(), missing, "add them to settings.txt");
  }

  @Test
  void whatIsInTheTableIsRead() {
    List<String> unread =
        rows.stream()
            .filter(row -> row.place() != Place.GIVEN)
            .map(SettingRow::name)
            .filter(
                name -> !sources.contain('"' + name + '"') && !sources.contain("{" + name + ":-"))
            .toList();

    assertEquals(List.of(), unread);
  }

  @Test
  void aDefaultIsThatOfTheCode() {
    List<String> wrong =
        rows.stream()
            .filter(row -> !row.witness().equals("-"))
            .filter(row -> !hasWitness(row))
            .map(row -> row.name() + " (" + row.usual() + "): no longer " + row.witness())
            .toList();

    assertEquals(List.of(), wrong);
  }

  private static boolean hasWitness(SettingRow row) {
    String[] witness = row.witness().split(": ", 2);
    return sources.has(witness[0], witness[1]);
  }

  @Test
  void aDefaultThatCouldBeWrongHasAWitness() {
    List<String> bare =
        rows.stream()
            .filter(row -> row.witness().equals("-"))
            .filter(row -> row.place() != Place.GIVEN)
            .filter(row -> EXACT.matcher(row.usual()).matches())
            .map(SettingRow::name)
            .toList();

    assertEquals(List.of(), bare);
  }

  @Test
  void nothingIsThereTwice() {
    Set<String> seen = new HashSet<>();
    assertEquals(
        List.of(), rows.stream().map(SettingRow::name).filter(it -> !seen.add(it)).toList());
  }

  @Test
  void thePageIsCurrent() throws IOException {
    new GeneratedDocument("settings.md").mustBe(SettingsPage.text());
  }

  /// A page that names a setting which is none sends its reader astray.
  @Test
  void documentsNameSettingsThatThereAre() throws IOException {
    Set<String> known = new HashSet<>(names());
    known.addAll(OF_OTHER_PROGRAMS);
    Set<String> unknown = new TreeSet<>();
    for (Documents.Document document : Documents.withCommands()) {
      MENTIONED
          .matcher(document.text())
          .results()
          .map(MatchResult::group)
          .filter(name -> !known.contains(name))
          .forEach(name -> unknown.add(document.name() + ": " + name));
    }

    assertEquals(Set.of(), unknown);
  }

  private static Set<String> names() {
    return rows.stream().map(SettingRow::name).collect(Collectors.toUnmodifiableSet());
  }

  @Test
  void aVariableOfOursThatNobodyReadsIsTold() {
    assertEquals(
        List.of("GANDER_APROVAL_TIMEOUT", "GANDER_NEW"),
        SettingsTable.unread(
            List.of("GANDER_NEW", "PATH", "GANDER_OFFLINE", "GOOSE_X", "GANDER_APROVAL_TIMEOUT")));
    assertEquals(List.of(), SettingsTable.unread(Set.of("HOME")));
  }
}
