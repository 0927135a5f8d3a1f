package dev.gander.adapters.analyze.report;

import dev.gander.adapters.analyze.files.SourceFile;
import dev.gander.adapters.analyze.source.Definition;
import dev.gander.adapters.analyze.source.Import;
import dev.gander.adapters.analyze.source.Outline;
import java.util.List;

/// A file: its classes, functions and imports, each with its line.
public record FileReport(SourceFile file, Outline outline) {

  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(file.text()).append(" [").append(outline.counts().text()).append("] ");
    text.append(outline.language().label()).append('\n');
    definitions(text, "classes", outline.classes());
    definitions(text, "functions", outline.functions());
    if (!outline.imports().isEmpty()) {
      text.append("\nimports:\n");
      for (Import one : outline.imports()) {
        line(text, one.line(), one.text());
      }
    }
    return text.toString();
  }

  private static void definitions(StringBuilder text, String title, List<Definition> all) {
    if (!all.isEmpty()) {
      text.append('\n').append(title).append(":\n");
      all.forEach(one -> line(text, one.line(), one.signature()));
    }
  }

  private static void line(StringBuilder text, int line, String content) {
    text.append("  ").append(line).append(": ").append(content).append('\n');
  }
}
