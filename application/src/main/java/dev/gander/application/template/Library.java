package dev.gander.application.template;

import dev.gander.application.template.value.Allowance;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The templates that a rendering loads; each is asked for once.
final class Library {
  /// Looking for a file takes about as long.
  private static final int STEPS_TO_LOAD = 500;

  private static final int CHARACTERS_PARSED_IN_A_STEP = 4;

  private final TemplateLoader loader;
  private final Template.Whitespace whitespace;
  private final Allowance allowance;
  private final Map<String, Optional<Document>> found = new HashMap<>();

  Library(TemplateLoader loader, Template.Whitespace whitespace, Allowance allowance) {
    this.loader = loader;
    this.whitespace = whitespace;
    this.allowance = allowance;
  }

  Optional<Document> find(String name) {
    return found.computeIfAbsent(name, this::load);
  }

  private Optional<Document> load(String name) {
    allowance.steps(STEPS_TO_LOAD);
    return loader.load(name).map(text -> parse(name, text));
  }

  private Document parse(String name, String text) {
    allowance.steps(text.length() / CHARACTERS_PARSED_IN_A_STEP);
    return Document.parse(name, text, whitespace);
  }

  Stream<Document> loaded() {
    return found.values().stream().flatMap(Optional::stream);
  }
}
