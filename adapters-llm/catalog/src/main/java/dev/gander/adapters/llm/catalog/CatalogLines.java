package dev.gander.adapters.llm.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// A list of the catalog: lines of tab-separated columns in the order of their first two, with
/// comments that begin with `#` before them.
final class CatalogLines {
  private static final char COLUMN = '\t';

  private final String text;

  private CatalogLines(String resource) {
    try (InputStream bytes = CatalogLines.class.getResourceAsStream(resource);
        InputStream unpacked = unpacked(resource, Objects.requireNonNull(bytes, resource))) {
      text = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the catalog in the program is damaged", e);
    }
  }

  /// Reads the list of models.
  static CatalogLines models() {
    return new CatalogLines("models.tsv.gz");
  }

  /// Reads the list of services.
  static CatalogLines services() {
    return new CatalogLines("services.tsv");
  }

  private static InputStream unpacked(String resource, InputStream bytes) throws IOException {
    return resource.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  void forEach(Consumer<String[]> use) {
    text.lines().filter(line -> !line.startsWith("#")).map(CatalogLines::columns).forEach(use);
  }

  /// The columns of the line with these first two. The other lines are not taken apart: for all of
  /// them that takes half as long as the rest of a first session.
  Optional<String[]> find(String first, String second) {
    String beginning = first + COLUMN + second + COLUMN;
    int low = 0;
    int high = text.length();
    while (low < high) {
      int start = text.lastIndexOf('\n', (low + high) / 2 - 1) + 1;
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end);
      if (line.startsWith(beginning)) {
        // Otherwise a tab in a name would be taken for the end of a column.
        return Optional.of(columns(line)).filter(columns -> columns[1].equals(second));
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
