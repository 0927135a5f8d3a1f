package dev.gander.application.template;

import dev.gander.application.template.value.Semantics;
import dev.gander.domain.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/// A parsed template. Supports `{{ expression }}`, comments, white-space control, and these tags of
/// Jinja: `if`, `for`, `set`, `with`, `raw`, `block`, `extends` and `include`. It can access
/// nothing but its variables and what its loader gives. Immutable.
public final class Template {
  private final ParsedTemplate document;
  private final Whitespace whitespace;
  private final TemplateLoader loader;

  private Template(ParsedTemplate document, Whitespace whitespace, TemplateLoader loader) {
    this.document = document;
    this.whitespace = whitespace;
    this.loader = loader;
  }

  /// How line breaks around tags are treated.
  public enum Whitespace {
    /// Kept, as in recipes.
    KEEP,
    /// A tag also removes the blanks before it and the line break after it (Jinja's `trim_blocks`
    /// and `lstrip_blocks`), as in prompts.
    TRIM_TAGS
  }

  /// A template that stands alone.
  ///
  /// @throws TemplateException if the text is not a valid template
  public static Template parse(String source, Whitespace whitespace) {
    return parse(source, whitespace, TemplateLoader.NONE);
  }

  /// A line break at the very end of the text is not part of the template.
  ///
  /// @param loader for `extends` and `include`, which are followed when the template is rendered
  /// @throws TemplateException if the text is not a valid template
  public static Template parse(String source, Whitespace whitespace, TemplateLoader loader) {
    return new Template(ParsedTemplate.parse("", source, whitespace), whitespace, loader);
  }

  /// Renders the user's own text: leniently, and whatever it takes.
  ///
  /// @throws TemplateException if an expression fails
  public String render(JsonObject variables) {
    return render(variables, Rendering.LENIENT.withLimits(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  /// @throws TemplateException if an expression fails, a template is missing or exceeds a limit, or
  ///   the thread is interrupted; it stays interrupted
  public String render(JsonObject variables, Rendering rendering) {
    Semantics semantics = rendering.semantics();
    return new Renderer(variables, rendering, library(semantics), semantics).render(document);
  }

  /// The variables that the template and those that it loads use without setting them, sorted.
  /// Which ones it loads is found by rendering it without variables, with [Rendering#LENIENT]: a
  /// condition that is false then hides what is loaded behind it.
  ///
  /// @throws TemplateException if that fails
  public Set<String> undeclared() {
    Semantics semantics = Rendering.LENIENT.semantics();
    Library library = library(semantics);
    new Renderer(JsonObject.EMPTY, Rendering.LENIENT, library, semantics).render(document);
    Set<String> names = new TreeSet<>(UndeclaredNames.of(document));
    library.loaded().forEach(loaded -> names.addAll(UndeclaredNames.of(loaded)));
    return names;
  }

  private Library library(Semantics semantics) {
    return new Library(loader, whitespace, semantics.allowance());
  }
}
