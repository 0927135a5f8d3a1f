package dev.gander.application.template;

import dev.gander.domain.error.InvalidInput;

/// A template cannot be parsed or rendered; the message contains the line, counted from 1, and the
/// name of a template that was loaded. Values are not quoted.
public final class TemplateException extends InvalidInput {
  private static final long serialVersionUID = 1;
  private final String problem;
  private final int line;
  private final String template;

  TemplateException(String problem, int line) {
    this(problem, line, "");
  }

  private TemplateException(String problem, int line, String template) {
    super(problem + place(line, template));
    this.problem = problem;
    this.line = line;
    this.template = template;
  }

  private static String place(int line, String template) {
    return " (in line " + line + (template.isEmpty() ? "" : " of `" + template + "`") + ")";
  }

  /// The same problem with the template that it is in, unless it is known already.
  TemplateException in(String loaded) {
    return template.isEmpty() ? new TemplateException(problem, line, loaded) : this;
  }
}
