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
  private final Map<String, Optional<ParsedTemplate>> found = new HashMap<>();

  Library(TemplateLoader loader, Template.Whitespace whitespace, Allowance allowance) {
    this.loader = loader;
    this.whitespace = whitespace;
    this.allowance = allowance;
  }

  Optional<ParsedTemplate> find(String name) {
    return found.computeIfAbsent(name, this::load);
  }

  private Optional<ParsedTemplate> load(String name) {
    allowance.steps(STEPS_TO_LOAD);
    return loader.load(name).map(text -> parse(name, text));
  }

  private ParsedTemplate parse(String name, String text) {
    allowance.steps(text.length() / CHARACTERS_PARSED_IN_A_STEP);
    return ParsedTemplate.parse(name, text, whitespace);
  }

  Stream<ParsedTemplate> loaded() {
    return found.values().stream().flatMap(Optional::stream);
  }
}
