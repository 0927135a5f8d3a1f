package dev.gander.application.engine.prompt;

import dev.gander.application.template.Template;
import dev.gander.application.template.TemplateException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Renders prompts from their templates. A parsed template is cached until its text changes.
/// Thread-safe.
public final class RenderedPrompts {
  private static final System.Logger LOG = System.getLogger(RenderedPrompts.class.getName());

  private record Parsed(String text, Template template) {}

  private final PromptTemplates templates;
  private final ConcurrentMap<PromptName, Parsed> parsed = new ConcurrentHashMap<>();

  public RenderedPrompts(PromptTemplates templates) {
    this.templates = templates;
  }

  /// The stripped text; `otherwise` if the template, which a user may have written, cannot be
  /// parsed or rendered.
  public String render(PromptName name, JsonObject variables, String otherwise) {
    try {
      return parsed(name).template().render(variables).strip();
    } catch (TemplateException | StorageException e) {
      // A turn that is being cancelled will not use it.
      Level level = Thread.currentThread().isInterrupted() ? Level.DEBUG : Level.WARNING;
      LOG.log(level, "prompt " + name.fileName() + " fails, a plain one is used", e);
      return otherwise;
    }
  }

  private Parsed parsed(PromptName name) {
    String text = templates.text(name);
    Parsed known = parsed.get(name);
    if (known != null && known.text().equals(text)) {
      return known;
    }
    Parsed fresh = new Parsed(text, Template.parse(text, Template.Whitespace.TRIM_TAGS));
    parsed.put(name, fresh);
    return fresh;
  }
}
