package dev.gander.application.template;

import java.util.Optional;

/// Finds the templates that another one names in `extends` and `include`. It decides which names
/// are allowed.
@FunctionalInterface
public interface TemplateLoader {
  /// For templates that stand alone.
  TemplateLoader NONE = name -> Optional.empty();

  /// The text of a template; empty if there is none of that name. An exception ends the rendering.
  Optional<String> load(String name);
}
