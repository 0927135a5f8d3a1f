package dev.gander.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The rows of `settings.txt`. Read when it is asked for: a start has no need of it.
public final class SettingsTable {
  private static final String FILE = "settings.txt";
  private static final String HEADING = "## ";
  private static final String PREFIX = "GANDER_";

  private SettingsTable() {}

  /// In the order of the page.
  public static List<SettingRow> rows() {
    List<SettingRow> rows = new ArrayList<>();
    String section = "";
    for (String line : text().lines().toList()) {
      if (line.startsWith(HEADING)) {
        section = line.substring(HEADING.length());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        rows.add(SettingRow.parse(section, line));
      }
    }
    return List.copyOf(rows);
  }

  /// Names that can only be meant for Gander, and that nothing reads: misspelt ones, or those of
  /// another version. Sorted.
  public static List<String> unread(Collection<String> names) {
    List<String> ours = names.stream().filter(name -> name.startsWith(PREFIX)).sorted().toList();
    if (ours.isEmpty()) {
      return List.of();
    }
    // In the text: a start has no need of the rows.
    String table = text();
    return ours.stream().filter(name -> !table.contains("\n" + name + " |")).toList();
  }

  private static String text() {
    try (InputStream file = SettingsTable.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
