package dev.gander.application.template;

import dev.gander.domain.error.InvalidInput;
import org.jspecify.annotations.Nullable;

/// A template cannot be parsed or rendered; the message contains the line, counted from 1, and the
/// name of a template that was loaded. Values are not quoted.
public final class TemplateException extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final int line;
  private final @Nullable String template;

  TemplateException(String problem, int line) {
    this(problem, line, null);
  }

  private TemplateException(String problem, int line, @Nullable String template) {
    super(problem + " (in line " + line + of(template) + ")");
    this.problem = problem;
    this.line = line;
    this.template = template;
  }

  private static String of(@Nullable String template) {
    return template == null || template.isEmpty() ? "" : " of `" + template + "`";
  }

  /// The same problem with the template that it is in, unless that is known already.
  ///
  /// @param name as in [ParsedTemplate]
  TemplateException in(String name) {
    return template == null ? new TemplateException(problem, line, name) : this;
  }
}
