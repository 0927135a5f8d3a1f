package dev.gander.adapters.llm.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// A list of the catalog: lines of tab-separated columns, with comments that begin with `#`.
enum CatalogLines {
  MODELS("models.tsv.gz"),
  SERVICES("services.tsv");

  private final String resource;

  CatalogLines(String resource) {
    this.resource = resource;
  }

  void forEach(Consumer<String[]> use) {
    try (InputStream bytes = CatalogLines.class.getResourceAsStream(resource);
        InputStream text = unpacked(Objects.requireNonNull(bytes, resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          use.accept(line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the catalog in the program is damaged", e);
    }
  }

  private InputStream unpacked(InputStream bytes) throws IOException {
    return resource.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }
}
