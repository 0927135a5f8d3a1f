package dev.gander.bootstrap.settings;

import java.util.Locale;

/// What is known of a setting.
///
/// @param section the heading below which it stands
/// @param usual what holds without it, as a user would write it; `none` if nothing does
/// @param unit empty if it is not a quantity
/// @param since a version of Gander, or `goosed` with or without a version
/// @param witness the class and the code in it that has the default; `-` if there is none
/// @param purpose a sentence without its full stop, in Markdown
public record SettingRow(
    String section,
    String name,
    Place place,
    String usual,
    String unit,
    String since,
    String witness,
    String purpose) {
  private static final int CELLS = 7;

  /// Where a setting may be set.
  public enum Place {
    /// In the environment, which comes first, or in `config.yaml`.
    ANY,
    /// In the environment only.
    ENV,
    /// In `config.yaml` only.
    FILE,
    /// Among the secrets, or in the environment.
    SECRET,
    /// Nowhere: a variable for commands and extensions, not one of ours.
    GIVEN
  }

  /// @throws IllegalArgumentException if the line is not a row
  static SettingRow parse(String section, String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != CELLS) {
      throw new IllegalArgumentException("not a row of " + CELLS + " cells: " + line);
    }
    return new SettingRow(
        section,
        cells[0].strip(),
        Place.valueOf(cells[1].strip().toUpperCase(Locale.ROOT)),
        cells[2].strip(),
        cells[3].strip(),
        cells[4].strip(),
        cells[5].strip(),
        cells[6].strip());
  }
}
