package dev.gander.application.template;

import dev.gander.application.template.value.Allowance;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The templates that a rendering loads; each is read once.
final class Library {
  private final TemplateLoader loader;
  private final Template.Whitespace whitespace;
  private final Allowance allowance;
  private final Map<String, Document> loaded = new HashMap<>();

  Library(TemplateLoader loader, Template.Whitespace whitespace, Allowance allowance) {
    this.loader = loader;
    this.whitespace = whitespace;
    this.allowance = allowance;
  }

  Optional<Document> find(String name) {
    allowance.step();
    Document known = loaded.get(name);
    return known == null ? loader.load(name).map(text -> read(name, text)) : Optional.of(known);
  }

  private Document read(String name, String text) {
    allowance.text(text.length());
    Document document = Document.parse(name, text, whitespace);
    loaded.put(name, document);
    return document;
  }

  Collection<Document> loaded() {
    return loaded.values();
  }
}
