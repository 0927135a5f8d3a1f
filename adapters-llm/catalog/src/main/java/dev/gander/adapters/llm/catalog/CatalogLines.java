package dev.gander.adapters.llm.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// A list of the catalog: lines of tab-separated columns in the order of the first one, with
/// comments that begin with `#` before them.
final class CatalogLines {
  private static final char COLUMN = '\t';

  private final String text;

  private CatalogLines(InputStream resource) throws IOException {
    text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
  }

  /// Reads the list of a provider's models; empty if there is none.
  ///
  /// @param provider any text; users give providers names of their own
  static Optional<CatalogLines> models(String provider) {
    boolean mayBeThere = provider.chars().allMatch(CatalogLines::isOfFileName);
    return mayBeThere ? read("models/" + provider + ".tsv") : Optional.empty();
  }

  /// Reads the list of services.
  static CatalogLines services() {
    return read("services.tsv").orElseThrow();
  }

  private static boolean isOfFileName(int letter) {
    return letter == '-' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z');
  }

  private static Optional<CatalogLines> read(String resource) {
    try (InputStream in = CatalogLines.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(new CatalogLines(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the catalog in the program is damaged", e);
    }
  }

  Stream<String[]> all() {
    return text.lines().filter(line -> !line.startsWith("#")).map(CatalogLines::columns);
  }

  /// The columns of the line with this first one. The other lines are not taken apart: for all of
  /// them that takes longer than the rest of a first session.
  Optional<String[]> find(String first) {
    String beginning = first + COLUMN;
    int low = 0;
    int high = text.length();
    while (low < high) {
      int start = text.lastIndexOf('\n', (low + high) / 2 - 1) + 1;
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end);
      if (line.startsWith(beginning)) {
        // Otherwise a tab in a name would be taken for the end of a column.
        return Optional.of(columns(line)).filter(columns -> columns[0].equals(first));
      }
      if (line.compareTo(beginning) < 0) {
        low = end + 1;
      } else {
        high = start;
      }
    }
    return Optional.empty();
  }

  private static String[] columns(String line) {
    return line.split("\t", -1);
  }
}
