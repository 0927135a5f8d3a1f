package dev.gander.adapters.analyze.grammar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// One of our query files. A line divides it into what is declared and what is used.
record QueryText(String declarations, String uses) {
  /// The captures that are parts of a mark.
  static final List<String> PARTS = List.of("name", "body", "owner");

  private static final String LINE = "; uses\n";

  static QueryText read(String name) {
    try (InputStream file = Natives.resource(name + ".scm")) {
      String text = new String(file.readAllBytes(), UTF_8);
      int line = text.indexOf(LINE);
      return line < 0
          ? new QueryText(text, "")
          : new QueryText(text.substring(0, line), text.substring(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String declarations(List<QueryText> texts) {
    return texts.stream().map(QueryText::declarations).collect(joining());
  }

  static String everything(List<QueryText> texts) {
    return texts.stream().map(text -> text.declarations + text.uses).collect(joining());
  }
}
