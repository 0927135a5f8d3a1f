package dev.gander.application.api.config;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows, replaces and resets the prompts that users may override, by file name.
public final class EditPrompts {
  private static final System.Logger LOG = System.getLogger(EditPrompts.class.getName());

  private final PromptTemplates templates;

  public EditPrompts(PromptTemplates templates) {
    this.templates = templates;
  }

  /// @param own the user's version; null if there is none
  public record Prompt(PromptName name, String builtIn, @Nullable String own) {
    /// The effective text.
    public String text() {
      return own == null ? builtIn : own;
    }
  }

  /// All prompts in a fixed order. An unreadable user version does not hide the others.
  public List<Prompt> list() {
    return Stream.of(PromptName.values()).map(this::readable).toList();
  }

  /// @throws NotFound if there is no such prompt
  /// @throws StorageException if the user's version cannot be read
  public Prompt get(String fileName) {
    return prompt(name(fileName));
  }

  /// @throws NotFound if there is no such prompt
  /// @throws StorageException if it cannot be stored
  public void save(String fileName, String text) {
    templates.save(name(fileName), text);
  }

  /// @throws NotFound if there is no such prompt
  /// @throws StorageException if the user's version cannot be removed
  public void reset(String fileName) {
    templates.reset(name(fileName));
  }

  private Prompt prompt(PromptName name) {
    return new Prompt(name, templates.builtIn(name), templates.own(name).orElse(null));
  }

  private Prompt readable(PromptName name) {
    try {
      return prompt(name);
    } catch (StorageException e) {
      LOG.log(System.Logger.Level.WARNING, e.text());
      return new Prompt(name, templates.builtIn(name), null);
    }
  }

  private static PromptName name(String fileName) {
    return PromptName.parse(fileName)
        .orElseThrow(() -> new NotFound("Prompt template '" + fileName + "' not found"));
  }
}
